-- When staff are told next that a request is due soon, or overdue; null when there is nothing left to tell.
alter table requests add column warn_at timestamptz;
update requests set warn_at = greatest(created_at + (deadline_at - created_at) * 0.75, now())
  where archived_at is null and deadline_at > now()
    and status in ('identity_unverified', 'pending', 'approved', 'in_processing', 'error');
create index requests_warn on requests (warn_at) where warn_at is not null;
create index requests_open_deadlines on requests (deadline_at)
  where archived_at is null and status in ('identity_unverified', 'pending', 'approved', 'in_processing', 'error');
