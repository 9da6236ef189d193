-- Messages of which it is unknown whether they were sent: when their vendor is asked next, and how often it was.
alter table messages add column inquire_at timestamptz;
alter table messages add column inquiries smallint not null default 0;
create index messages_inquire on messages (inquire_at) where inquire_at is not null;
-- A keyed digest of a text message, by which it is found in its vendor's list; gone with the content.
alter table messages add column text_digest text;
