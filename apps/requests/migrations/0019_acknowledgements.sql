-- Since when the clock of a request stands still because its person was asked what they mean; null while it runs.
alter table requests add column paused_at timestamptz;
-- Until when the receipt of a request has to be confirmed; null where no law wants it, and once it was or staff were told that
-- it was not. Requests that are there already have none: nothing is known of their receipts.
alter table requests add column ack_due_at timestamptz;
-- When staff were told that it was not confirmed in time; null once it was.
alter table requests add column ack_missed_at timestamptz;
create index requests_ack_due on requests (ack_due_at) where ack_due_at is not null;
create index requests_ack_missed on requests (ack_missed_at) where ack_missed_at is not null;
