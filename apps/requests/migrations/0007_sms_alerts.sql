-- When staff were last told that text messages are skipped because their daily limit is reached: once a day is enough.
alter table request_alerts add column sms_limit_told_at timestamptz;
