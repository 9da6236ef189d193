alter table requests
  -- by which API it came in: its messages are in the words of that one
  add column family text not null default 'fides',
  -- nothing is left to do: no status follows, whichever it had then
  add column archived_at timestamptz,
  -- when it has to be answered: so many days after its creation as its person's right gives
  add column deadline_at timestamptz,
  add column updated_at timestamptz,
  -- counts what changed
  add column version integer not null default 1;
update requests set
  deadline_at = created_at + case policy_key when 'default_consent_policy' then interval '15 days' else interval '45 days' end,
  updated_at = greatest(created_at, identity_verified_at, reviewed_at, finished_processing_at);
alter table requests
  alter column deadline_at set not null,
  alter column updated_at set not null;
create index requests_by_deadline on requests (organization, deadline_at);

-- What staff wrote down; sealed, bound to the organization and the id. Rows are added, never changed.
create table request_notes (
  organization text not null,
  id text not null,
  request_id text not null,
  position bigint generated always as identity,
  sealed_value text not null,
  author text not null,
  created_at timestamptz not null,
  primary key (organization, id),
  foreign key (organization, request_id) references requests
);
create index request_notes_of_request on request_notes (organization, request_id, position);
