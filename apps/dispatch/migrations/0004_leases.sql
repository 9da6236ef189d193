-- One row per batch of tries that have begun, for whoever looks for tries that nobody ends. A column of `messages` with
-- an index would cost an entry in every index at each change of state.
create table leases (
  id bigint generated always as identity primary key,
  lease_until timestamptz not null,
  organizations text[] not null,
  ids text[] not null
);
create index leases_due on leases (lease_until);

insert into leases (lease_until, organizations, ids)
select now(), array_agg(organization), array_agg(id) from messages where state = 'sending' having count(*) > 0;

-- When the try under way began: its lease may have been renewed since.
alter table messages add column started_at timestamptz;
