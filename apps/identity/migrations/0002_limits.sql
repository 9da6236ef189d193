-- Until when the code itself is right, and for which challenge it was drawn. A challenge whose own code never went out
-- goes on with the one that its person holds: to whoever guesses it looks like any other.
alter table challenges
  add column identifier_digest text,
  add column reusable boolean not null default false,
  add column first_verified_at timestamptz,
  add column code_of text,
  add column code_expires_at timestamptz;
update challenges set code_of = id, code_expires_at = expires_at;
alter table challenges
  alter column code_of set not null,
  alter column code_expires_at set not null;

-- What counts against a budget: codes sent, guesses made. The counter is a keyed digest, never an address or an IP.
-- Rows older than every budget's period are deleted by the way (src/budget.store.ts).
create table budget_uses (
  counter text not null,
  used_at timestamptz not null,
  uses integer not null,
  primary key (counter, used_at)
);
create index budget_uses_oldest on budget_uses (used_at);
