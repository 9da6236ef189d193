-- Published rows stay until everybody who reads them has: a broker that lost its data is given them again. Of which
-- incarnation of the stores the sequence is says published_in (libs/storage/src/published.ts).
alter table outbox
  add column published_in integer,
  add column published_seq bigint;
drop index outbox_due;
create index outbox_due on outbox (available_at, position) where published_in is null;
create index outbox_published on outbox (published_in, subject, published_seq) where published_in is not null;

-- How far this schema and its bucket in NATS have come together (libs/storage/src/store-watch.ts). One row.
create table store_mark (
  only_row boolean primary key default true check (only_row),
  turn bigint not null,
  -- counts how often one of the two was lost or restored
  incarnation integer not null,
  -- which streams these were
  streams text,
  incident text,
  incident_at timestamptz
);
insert into store_mark (turn, incarnation) values (0, 1);

-- Written when health is asked for, and only then: the one column fills a page (libs/storage/src/store-probe.ts).
create table health_probe (filler text not null);
alter table health_probe alter column filler set storage plain;
