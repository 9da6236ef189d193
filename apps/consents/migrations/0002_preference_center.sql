-- A link that acts: what it does is kept here, and the link itself carries nothing.
create table links (
  organization text not null,
  id text not null,
  sealed_content text not null,
  created_at timestamptz not null,
  -- the event that came of it
  event_id text,
  primary key (organization, id)
);

create table auth_providers (
  organization text not null,
  id text not null,
  type text not null,
  is_default boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  position bigint generated always as identity,
  primary key (organization, id)
);
create unique index auth_providers_default on auth_providers (organization) where is_default;

-- Who is about to sign in: by a keyed digest of the address, known or unknown.
create table sign_ins (
  organization text not null,
  id text not null,
  sealed_content text not null,
  started_at timestamptz not null,
  primary key (organization, id)
);
create index sign_ins_oldest on sign_ins (started_at);
