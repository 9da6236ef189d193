-- Staff look through what waits for an approval.
create index events_pending on events (organization, position) where status = 'pending_approval';
