-- False for a retry: it waits for its time and not for the account, and goes early only once an account that failed is
-- back, its settings have changed, or an operator says so.
alter table waiting add column is_held boolean not null default true;
update waiting set is_held = false from messages
where messages.organization = waiting.organization and messages.id = waiting.message_id
  and messages.next_attempt_at is not null;
create index waiting_held on waiting (organization, provider_key) where is_held;

-- Of the messages that wait, those that are held and no retries.
alter table releases add column is_held_only boolean not null default false;
