-- By which the proofs of a deleted user are known to be named by nobody else's event.
create index events_by_proof on events using gin (proof_ids) where proof_ids <> '{}';
