-- What vendors report of messages: one row per report, and none for a repetition. Deleted with their message.
create table delivery_reports (
  organization text not null,
  message_id text not null,
  provider_key text not null,
  -- the vendor's name for it
  report_key text not null,
  status text not null,
  bounce text,
  reason text,
  code text,
  at timestamptz not null,
  received_at timestamptz not null,
  position bigint generated always as identity,
  primary key (organization, message_id, provider_key, report_key),
  foreign key (organization, message_id) references messages (organization, id) on delete cascade
);

-- Tokens of signatures that do not cover the body: each is good for one body.
create table report_tokens (
  organization text not null,
  provider_key text not null,
  token text not null,
  body_digest text not null,
  seen_at timestamptz not null,
  primary key (organization, provider_key, token)
);
create index report_tokens_age on report_tokens (seen_at);
