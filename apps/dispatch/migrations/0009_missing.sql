-- What the wording named and nobody gave.
alter table messages add column missing text[] not null default '{}';
