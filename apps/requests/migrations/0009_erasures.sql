-- When the identity of a request was erased. What is left is who it was by digests, what was asked and what happened when.
alter table requests add column erased_at timestamptz;

-- Legal holds: nothing of these persons is erased. They are named by keyed digests alone; a row that ended stays.
create table person_holds (
  organization text not null,
  id text not null,
  reason text not null,
  person_digests text[] not null,
  held_by text not null,
  held_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  position bigint generated always as identity,
  primary key (organization, id)
);
create index person_holds_active on person_holds using gin (person_digests) where removed_at is null;
create index person_holds_newest on person_holds (organization, position desc);

-- Erasures. Whom one is of is sealed until it is done, and deleted then; digests, counts and the certificate stay.
create table person_erasures (
  organization text not null,
  id text not null,
  state text not null,
  hold_reason text,
  person_digests text[] not null,
  sealed_scope text,
  requested_by text not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  certificate text,
  position bigint generated always as identity,
  primary key (organization, id)
);
create index person_erasures_unfinished on person_erasures (organization) where state <> 'done';

create table person_erasure_steps (
  organization text not null,
  erasure_id text not null,
  place text not null,
  state text not null,
  erased integer not null,
  kept integer not null,
  finished_at timestamptz,
  position bigint generated always as identity,
  primary key (organization, erasure_id, place),
  foreign key (organization, erasure_id) references person_erasures
);

-- Key pairs that certificates are signed with, of the whole installation. Public keys stay for good.
create table signing_keys (
  id text primary key,
  public_key jsonb not null,
  sealed_private text not null,
  created_at timestamptz not null
);
