-- How many text messages an organization has begun to send within a day (src/sms-limit.ts). Neither column changes
-- while a message is tried.
create index messages_sms on messages (organization, created_at) where channel = 'sms';
