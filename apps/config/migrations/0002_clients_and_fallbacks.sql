-- Several configs of one provider: the oldest is the one that the type's name stands for.
alter table providers drop constraint providers_organization_service_type_key;
alter table providers add column position bigint generated always as identity;

-- Whom to go on with where the active provider fails, channel by channel, the first position first.
create table provider_fallbacks (
  organization text not null,
  channel text not null,
  position integer not null,
  key text not null,
  primary key (organization, channel, position),
  unique (organization, channel, key),
  foreign key (organization, key) references providers (organization, key) on delete cascade
);

-- API clients; the root client is in the environment and not here.
create table clients (
  id text primary key,
  organization text not null,
  name text,
  description text,
  scopes text[] not null,
  -- salted, and of 256 random bits: nothing slower is needed (src/client-secret.ts)
  secret_salt text not null,
  secret_digest text not null,
  disabled boolean not null default false,
  -- raised when older tokens have to be worth nothing: tokens carry the epoch in which they were made
  token_epoch integer not null default 1,
  position bigint generated always as identity,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index clients_by_organization on clients (organization, position);
