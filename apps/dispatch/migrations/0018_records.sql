-- To find the oldest messages. They are stored in this order, so that the smallest kind of index is enough.
create index messages_age on messages using brin (created_at);
