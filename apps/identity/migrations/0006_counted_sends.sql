-- What was decided about a message that another service asked us to count: asked again, the answer is the same. Rows
-- older than a week are deleted by the way (src/counted-send.store.ts).
create table counted_sends (
  organization text not null,
  id text not null,
  -- null where there was room
  spent_budget text,
  counted_at timestamptz not null,
  primary key (organization, id)
);
create index counted_sends_oldest on counted_sends (counted_at);
