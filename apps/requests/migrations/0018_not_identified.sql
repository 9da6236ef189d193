-- How often the person of a request that is not verified was reminded. After the second time `remind_at` is when the request
-- is closed.
alter table requests add column reminders_sent integer not null default 0;
-- When a request was closed because no one had proved to be its person (src/verification/reminder.service.ts); null for every
-- other one, and once it is open again.
alter table requests add column not_identified_at timestamptz;
