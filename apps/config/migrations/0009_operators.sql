-- People who work in the console.
create table operators (
  id text primary key,
  organization text not null,
  -- address and name, sealed
  sealed_person text not null,
  -- of the address, to find it; null until it is filled in again after a change of keys
  person_digests text[],
  role text not null,
  locale text not null,
  disabled boolean not null default false,
  -- raised when their sessions have to end
  epoch integer not null default 1,
  invited_at timestamptz not null,
  -- when they first proved their address; null until then
  active_at timestamptz,
  position bigint generated always as identity,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index operators_by_organization on operators (organization, position);
create index operators_by_digest on operators using gin (person_digests);

create function clear_person_digests() returns trigger language plpgsql as $$
begin
  new.person_digests := null;
  return new;
end $$;
create trigger operators_sealed before update of sealed_person on operators for each row
  when (new.sealed_person is distinct from old.sealed_person) execute function clear_person_digests();
