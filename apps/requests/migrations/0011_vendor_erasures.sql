-- Of steps at vendors: what was done or why it was refused, and since when the vendor has not been available.
alter table person_erasure_steps add column action text;
alter table person_erasure_steps add column reason text;
alter table person_erasure_steps add column failing_since timestamptz;
