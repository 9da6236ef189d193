-- By which law a request is answered until when, and what that was computed of (src/deadlines/request-clock.ts). `deadline_at`
-- is the date in force. Null: stored by an older version.
alter table requests add column clock jsonb;
