-- Messages that wait to be published. Every service with tables has this one (libs/storage/src/outbox.ts).
create table outbox (
  id text primary key,
  position bigint generated always as identity,
  subject text not null,
  payload bytea not null,
  request_id text,
  available_at timestamptz not null
);
create index outbox_due on outbox (available_at, position);
