-- Where webhooks go. A secret is shown when it is made and kept sealed, as each request is signed with it.
create table endpoints (
  organization text not null,
  id text not null,
  url text not null,
  description text,
  -- empty: all
  event_types text[] not null,
  enabled boolean not null,
  -- set where we disabled it
  disabled_reason text,
  -- the first failure since the last success
  failing_since timestamptz,
  sealed_secret text not null,
  sealed_previous_secret text,
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  position bigint generated always as identity,
  primary key (organization, id)
);

-- What happened, in organizations that have endpoints for it. Ids and states: no address, no code.
create table events (
  organization text not null,
  -- made of the event itself: one that the broker delivers twice is one row
  id text not null,
  type text not null,
  -- sent as it is, in every attempt: its bytes are signed
  body text not null,
  created_at timestamptz not null,
  primary key (organization, id)
);
create index events_oldest on events (created_at);
create index events_replayed on events (organization, created_at);

-- An event on its way to an endpoint. While an attempt is under way, next_attempt_at is the end of its lease.
create table deliveries (
  organization text not null,
  id text not null,
  endpoint_id text not null,
  event_id text not null,
  event_type text not null,
  state text not null check (state in ('pending', 'delivered', 'failed')),
  reason text,
  attempts integer not null default 0,
  created_at timestamptz not null,
  next_attempt_at timestamptz,
  lease_id text,
  settled_at timestamptz,
  position bigint generated always as identity,
  primary key (organization, id),
  foreign key (organization, endpoint_id) references endpoints on delete cascade,
  foreign key (organization, event_id) references events on delete cascade
);
create index deliveries_due on deliveries (organization, endpoint_id, next_attempt_at) where state = 'pending';
create index deliveries_next on deliveries (next_attempt_at) where state = 'pending';
create index deliveries_listed on deliveries (organization, endpoint_id, position desc);
create index deliveries_of_event on deliveries (organization, event_id);

create table attempts (
  organization text not null,
  delivery_id text not null,
  number integer not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  outcome text not null,
  status integer,
  primary key (organization, delivery_id, number),
  foreign key (organization, delivery_id) references deliveries on delete cascade
);
