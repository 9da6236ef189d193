-- A keyed digest of the address, by which reports find it once the content is gone.
alter table messages add column recipient_digest text;

-- Addresses that get no messages, as keyed digests. An address may be here for several reasons.
create table suppressions (
  organization text not null,
  id text not null,
  channel text not null,
  recipient_digest text not null,
  reason text not null,
  message_id text,
  created_by text,
  created_at timestamptz not null,
  -- null: until it is removed
  expires_at timestamptz,
  position bigint generated always as identity,
  primary key (organization, id)
);
create unique index suppressions_recipient on suppressions (organization, channel, recipient_digest, reason);
create index suppressions_newest on suppressions (organization, position desc);
create index suppressions_expired on suppressions (expires_at) where expires_at is not null;
