alter table requests
  -- what the form asked for besides, and what the engine is to be given; sealed, bound to the organization and the id
  add column sealed_details text,
  -- its person has to prove who they are, or had to: what was never proved is never lifted
  add column proof_required boolean not null default false,
  -- over which channel the proof went: messages go to the address there and to no other
  add column verified_channel text,
  -- when codes were asked for, and when the next may be (src/resend-schedule.ts)
  add column codes_asked_for integer not null default 0,
  add column next_code_at timestamptz;
update requests
  set proof_required = true, codes_asked_for = 1, next_code_at = created_at
  where status = 'identity_unverified' or identity_verified_at is not null;
create index requests_by_creation on requests (organization, created_at);

-- Whom of the staff to tell when requests fail. The addresses are sealed, bound to the organization.
create table request_alerts (
  organization text primary key,
  sealed_addresses text not null,
  notify_after_failures integer not null,
  updated_at timestamptz not null
);
