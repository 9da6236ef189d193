-- Who looked at one person: entries by the keyed digests that they name persons by.
create index audit_entries_by_person on audit_entries using gin (persons);
