create table requests (
  organization text not null,
  id text not null,
  status text not null,
  policy_key text not null,
  -- who asks, sealed; bound to the organization and the id (src/request-identity.ts)
  sealed_identity text not null,
  -- keyed digests of each identifier, to find a person's requests without reading anybody's
  identity_digests text[] not null,
  locale text not null,
  source text,
  external_id text,
  location text,
  property_id text,
  submitted_by text,
  requested_at timestamptz not null,
  created_at timestamptz not null,
  identity_verified_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by text,
  finished_processing_at timestamptz,
  position bigint generated always as identity,
  primary key (organization, id)
);
create index requests_newest on requests (organization, position desc);
create index requests_by_status on requests (organization, status, position desc);
create index requests_by_person on requests using gin (identity_digests);

-- What happened to a request and who did it. Rows are added, never changed.
create table request_log (
  organization text not null,
  request_id text not null,
  position bigint generated always as identity,
  happened_at timestamptz not null,
  what text not null,
  by text not null,
  detail text,
  primary key (organization, request_id, position),
  foreign key (organization, request_id) references requests
);
