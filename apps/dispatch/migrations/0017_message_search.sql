-- Messages are found by their recipient. One that has no channel yet may go to either of two addresses: this is the digest
-- of the other one. Neither changes while a message is tried.
alter table messages add column other_digest text;
create index messages_other on messages (organization, other_digest) where other_digest is not null;

-- Newest first, also within a time.
create index messages_created on messages (organization, created_at desc, position desc);
drop index messages_newest;

create index delivery_reports_status on delivery_reports (organization, status);
