-- Which config took a try: there may be several of one type, and a message may be handed from one to the next.
alter table messages add column provider_key text;
alter table attempts add column provider_key text;

-- A notice that an operator had sent once more: of which message, and who.
alter table messages add column resent_from text;
alter table messages add column resent_by text;

-- What is removed after a while. Both columns stay as they are while a notice is tried, so that its updates touch no
-- index.
create index messages_content on messages (created_at) where sealed_content is not null;
create index inbox_age on inbox (sent_at);
