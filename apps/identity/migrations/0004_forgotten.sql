-- What expired long ago is deleted by the way (src/challenge.store.ts).
create index challenges_oldest on challenges (expires_at);
