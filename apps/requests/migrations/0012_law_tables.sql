-- The laws of an organization that come before the default ones, and how it chooses among them. Every change adds a row: dates
-- that were computed name the version that they were computed by.
create table law_tables (
  organization text not null,
  version integer not null,
  content jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (organization, version)
);
