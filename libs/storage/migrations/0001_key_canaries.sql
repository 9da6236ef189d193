-- One sealed value per key that this service has used: it tells at each start whether the keys are the same.
create table key_canaries (
  key_id text primary key,
  sealed text not null,
  created_at timestamptz not null default now()
);
