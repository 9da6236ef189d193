-- Who has read the data of a person, and when. The person is named by keyed digests alone. Rows are added, never changed.
create table person_looks (
  organization text not null,
  id text not null,
  looked_at timestamptz not null,
  looked_by text not null,
  format text not null,
  person_digests text[] not null,
  position bigint generated always as identity,
  primary key (organization, id)
);
create index person_looks_newest on person_looks (organization, position desc);

-- Keyed digests of what the sealed details name a person by; null until libs/storage/src/persons/person-index.ts has read
-- them. A value that is sealed again may name another.
alter table requests add column person_digests text[];
create index requests_by_details on requests using gin (person_digests) where person_digests <> '{}';
create index requests_unindexed on requests (organization) where person_digests is null and sealed_details is not null;
create function clear_person_digests() returns trigger language plpgsql as $$
begin
  new.person_digests := null;
  return new;
end $$;
create trigger requests_sealed before update of sealed_details on requests for each row
  when (new.sealed_details is distinct from old.sealed_details) execute function clear_person_digests();

create index consent_requests_by_person on consent_requests (organization, identity_digest);
