-- Keyed digests of the addresses in the sealed content; null until libs/storage/src/persons/person-index.ts has read them.
alter table messages add column person_digests text[];
create index messages_by_person on messages using gin (person_digests) where person_digests <> '{}';
create index messages_unindexed on messages (organization) where person_digests is null and sealed_content is not null;
-- content that was deleted at once, such as a code's, leaves this digest alone
create index messages_by_recipient on messages (organization, recipient_digest) where recipient_digest is not null;

create function clear_person_digests() returns trigger language plpgsql as $$
begin
  new.person_digests := null;
  return new;
end $$;
-- sealed with another key; that the content is deleted changes nothing
create trigger messages_sealed before update of sealed_content on messages for each row
  when (new.sealed_content is distinct from old.sealed_content and new.sealed_content is not null)
  execute function clear_person_digests();
