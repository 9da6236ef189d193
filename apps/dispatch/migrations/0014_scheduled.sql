-- When a scheduled message leaves; kept once it has.
alter table messages add column send_at timestamptz;
-- The API client that canceled it.
alter table messages add column canceled_by text;

-- A scheduled text message counts in the day in which it is sent. Neither column changes while a message is tried.
create index messages_sms_sent on messages (organization, coalesce(send_at, created_at)) where channel = 'sms';
drop index messages_sms;
