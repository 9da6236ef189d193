-- The last sequences of the streams of tasks and of events at the last beat: NATS may lose the end of a stream alone
-- (libs/storage/src/store-watch/store-watch.ts).
alter table store_mark
  add column last_task_seq bigint not null default 0,
  add column last_event_seq bigint not null default 0;
