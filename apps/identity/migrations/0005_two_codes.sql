-- The code that was sent before the last one: it is right as well until it expires, and a wrong guess counts for both.
alter table challenges
  add column previous_code_digest text,
  add column previous_code_of text,
  add column previous_expires_at timestamptz;
