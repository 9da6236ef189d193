-- One row per message. It is written before the provider is called and again after: a process that dies in between
-- leaves a message that is known to be unknown.
create table messages (
  organization text not null,
  id text not null,
  kind text not null,
  state text not null,
  reason text,
  channel text,
  about text,
  service_type text,
  provider_message_id text,
  attempts integer not null,
  -- sealed; gone once a code is over, kept with a notice so that it can be sent again
  sealed_content text,
  locale text not null,
  wording_version integer,
  expires_at timestamptz,
  -- while `sending`: until then the try may still be under way somewhere
  lease_until timestamptz,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  position bigint generated always as identity,
  primary key (organization, id)
);
create index messages_newest on messages (organization, position desc);
create index messages_about on messages (organization, about, position desc) where about is not null;

-- One row per try that has come to an end.
create table attempts (
  organization text not null,
  message_id text not null,
  number integer not null,
  service_type text not null,
  outcome text not null,
  code text,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  primary key (organization, message_id, number)
);

-- What the inbox provider keeps: the whole message, sealed, the newest two hundred of an organization.
create table inbox (
  organization text not null,
  id text not null,
  position bigint generated always as identity,
  sealed_message text not null,
  sent_at timestamptz not null,
  primary key (organization, id)
);
create index inbox_newest on inbox (organization, position desc);
