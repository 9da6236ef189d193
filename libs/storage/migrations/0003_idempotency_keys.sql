-- Calls that were made under an idempotency key, and what they were answered: sealed, for an answer may hold a secret.
-- Rows that are too old are deleted by the way (libs/storage/src/once.ts).
create table idempotency_keys (
  -- the call and a keyed digest of who made it under which key
  id text primary key,
  body_digest text not null,
  sealed_reply text not null,
  expires_at timestamptz not null
);
create index idempotency_keys_oldest on idempotency_keys (expires_at);
