-- Whose choices are kept. Found by keyed digests, readable with the key ring alone.
create table users (
  organization text not null,
  id text not null,
  -- of the id that callers know: their own, or the one above
  public_id_digest text not null,
  -- of `organization_user_id`; null for somebody whom the organization does not know
  person_digest text,
  sealed_person text not null,
  -- what is told of the first confirmed event is told once
  first_confirmed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  position bigint generated always as identity,
  primary key (organization, id),
  unique (organization, public_id_digest),
  unique (organization, person_digest)
);
create index users_oldest on users (organization, position);

create table events (
  organization text not null,
  id text not null,
  public_id text not null,
  user_id text not null,
  status text not null,
  regulation text not null,
  -- when the person made the choice: what holds follows this order, whenever somebody approves
  chosen_at timestamptz not null,
  locale text not null,
  sealed_content text not null,
  proof_ids text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  decided_at timestamptz,
  -- what its link was about, or whoever decided without one
  decided_by text,
  position bigint generated always as identity,
  primary key (organization, id),
  unique (organization, public_id),
  foreign key (organization, user_id) references users
);
create index events_by_user on events (organization, user_id, chosen_at, position);

-- One of those who may approve an event, each with a link of their own.
create table approvals (
  organization text not null,
  id text not null,
  event_id text not null,
  approver_digest text not null,
  sealed_approver text not null,
  primary key (organization, id),
  foreign key (organization, event_id) references events on delete cascade
);
create index approvals_by_event on approvals (organization, event_id);

-- What somebody wants to decide, from before their link is used up until it is done: nothing is lost in between.
create table intents (
  organization text not null,
  about text not null,
  event_id text not null,
  decision text not null,
  sealed_reason text,
  stated_at timestamptz not null,
  primary key (organization, about),
  foreign key (organization, event_id) references events on delete cascade
);

create table proofs (
  organization text not null,
  id text not null,
  type text not null,
  bytes integer not null,
  sealed_content text not null,
  created_at timestamptz not null,
  primary key (organization, id)
);

-- Who approves where an event names nobody.
create table default_approvers (
  organization text primary key,
  sealed_approvers text not null
);
