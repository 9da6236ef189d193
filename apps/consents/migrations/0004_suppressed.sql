-- The budget that last held back a message by which somebody was asked about the event.
alter table events add column suppressed_by text;
