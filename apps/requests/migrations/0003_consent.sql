-- Somebody who wants to see or change what they said about their data.
create table consent_requests (
  organization text not null,
  id text not null,
  -- the one identifier that is kept, sealed; bound to the organization and the id
  sealed_identity text not null,
  identity_digest text not null,
  sealed_details text,
  property_id text,
  source text,
  locale text not null,
  created_at timestamptz not null,
  identity_verified_at timestamptz,
  primary key (organization, id)
);

-- Whose preferences are kept: found by a keyed digest, readable with the key ring alone.
create table consent_persons (
  organization text not null,
  id text not null,
  identity_digest text not null,
  sealed_identity text not null,
  primary key (organization, id),
  unique (organization, identity_digest)
);

create table consent_preferences (
  organization text not null,
  person_id text not null,
  data_use text not null,
  data_use_description text,
  opt_in boolean not null,
  has_gpc_flag boolean not null,
  conflicts_with_gpc boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  position bigint generated always as identity,
  primary key (organization, person_id, data_use),
  foreign key (organization, person_id) references consent_persons
);
create index consent_preferences_newest on consent_preferences (organization, position desc);
