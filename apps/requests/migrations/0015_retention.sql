-- Since when a request that waits for its person, or is closed, keeps who made it. Null while it is worked on.
alter table requests add column kept_from timestamptz;

create function mark_kept_from() returns trigger language plpgsql as $$
begin
  new.kept_from := case
    when new.archived_at is not null
      or new.status in ('identity_unverified', 'denied', 'complete', 'canceled', 'duplicate') then new.updated_at
  end;
  return new;
end $$;
create trigger requests_kept_from before insert or update of status, archived_at on requests for each row
  execute function mark_kept_from();

-- What is there already has its whole period from now on: nothing was said about it before.
update requests set kept_from = now()
  where archived_at is not null or status in ('identity_unverified', 'denied', 'complete', 'canceled', 'duplicate');
create index requests_with_identity on requests (organization, id) where erased_at is null and kept_from is not null;
create index requests_without_identity on requests (kept_from) where erased_at is not null;

-- The same of consent requests: null for those that are made from now on.
alter table consent_requests add column kept_from timestamptz;
update consent_requests set kept_from = now();
create index consent_requests_oldest on consent_requests (created_at);
