-- Reports count the challenges of a time. Those of one lie together: the index is tiny, and no challenge waits for it.
create index challenges_created on challenges using brin (created_at);
