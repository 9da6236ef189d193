-- When a person who has not verified their request is reminded; null where they are not, or not any more.
alter table requests add column remind_at timestamptz;
create index requests_remind on requests (remind_at) where remind_at is not null;
