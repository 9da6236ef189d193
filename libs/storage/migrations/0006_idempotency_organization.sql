-- The organization that a call was made for. Null: for none, or by an earlier version.
alter table idempotency_keys add column organization text;
