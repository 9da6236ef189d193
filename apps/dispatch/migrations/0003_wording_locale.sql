-- Together with wording_version: which words a message said.
alter table messages add column wording_locale text;

-- Somebody looks at a template: sent once more, it still says so.
alter table messages add column is_test boolean not null default false;
