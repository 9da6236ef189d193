-- Keyed digests of what the sealed columns name a person by; null until libs/storage/src/persons/person-index.ts has read
-- them. A value that is sealed again may name another.
alter table users add column person_digests text[];
alter table events add column person_digests text[];
alter table links add column person_digests text[];
create index users_by_value on users using gin (person_digests) where person_digests <> '{}';
create index events_by_value on events using gin (person_digests) where person_digests <> '{}';
create index links_by_value on links using gin (person_digests) where person_digests <> '{}';
create index users_unindexed on users (organization) where person_digests is null;
create index events_unindexed on events (organization) where person_digests is null;
create index links_unindexed on links (organization) where person_digests is null;
create index approvals_by_approver on approvals (organization, approver_digest);

create function clear_person_digests() returns trigger language plpgsql as $$
begin
  new.person_digests := null;
  return new;
end $$;
create trigger users_sealed before update of sealed_person on users for each row
  when (new.sealed_person is distinct from old.sealed_person) execute function clear_person_digests();
create trigger events_sealed before update of sealed_content on events for each row
  when (new.sealed_content is distinct from old.sealed_content) execute function clear_person_digests();
create trigger links_sealed before update of sealed_content on links for each row
  when (new.sealed_content is distinct from old.sealed_content) execute function clear_person_digests();
