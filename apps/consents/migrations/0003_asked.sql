-- By which challenge somebody was asked last. The link of an older one was about what the event said before.
alter table events add column challenge_id text;
alter table approvals add column challenge_id text;
create index links_oldest on links (created_at);
-- looked through whenever an event is decided or deleted
create index intents_by_event on intents (organization, event_id);
