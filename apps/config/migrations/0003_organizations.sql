-- Who shares this installation. What belongs to one names it in its own table.
create table organizations (
  id text primary key,
  name text not null,
  position bigint generated always as identity,
  created_at timestamptz not null
);
insert into organizations (id, name, created_at) values ('default', 'Default', now());
