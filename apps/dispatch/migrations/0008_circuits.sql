-- An account that does not work: its messages wait in place of being tried. A row exists only while that is so.
create table circuits (
  organization text not null,
  provider_key text not null,
  -- of the config: one that was saved since is another account
  version integer not null,
  reason text not null,
  opened_at timestamptz not null,
  -- when the next message is tried
  probe_at timestamptz not null,
  probes integer not null default 0,
  primary key (organization, provider_key)
);

-- The messages that wait for an account, with the outbox row that each waits in.
create table waiting (
  organization text not null,
  provider_key text not null,
  message_id text not null,
  outbox_id text not null,
  lane text not null,
  attempts integer not null,
  since timestamptz not null default clock_timestamp(),
  primary key (organization, provider_key, message_id)
);
create index waiting_message on waiting (organization, message_id);
create index waiting_order on waiting (organization, provider_key, lane, attempts, since);

-- Accounts whose messages are to go on: all that wait since before then.
create table releases (
  organization text not null,
  provider_key text not null,
  -- also where the account does not work still: there may be another way by now
  is_replan boolean not null,
  requested_at timestamptz not null default clock_timestamp(),
  primary key (organization, provider_key)
);

-- Tries that failed while the account did not work: they use up no share of the message's own.
alter table messages add column uncounted_attempts integer not null default 0;
-- Tries that the vendor may have taken.
alter table messages add column unknown_attempts integer not null default 0;
