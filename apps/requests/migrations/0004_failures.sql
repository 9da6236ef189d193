-- Messages that their person will not get, counted while staff want to know. A message counts once, however often we
-- hear of it; those that staff were told of stay for a while, so that they are known again.
create table request_failures (
  organization text not null references request_alerts on delete cascade,
  message_id text not null,
  failed_at timestamptz not null,
  told_at timestamptz,
  primary key (organization, message_id)
);
create index request_failures_untold on request_failures (organization) where told_at is null;
