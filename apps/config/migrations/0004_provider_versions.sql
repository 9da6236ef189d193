-- Counted over all configs: one that is deleted and made again has never the version of the one before, whose account is
-- still open at the provider, with its key and its sender.
create sequence provider_versions as integer;
select setval('provider_versions', coalesce(max(version), 0) + 1) from providers;
update providers set version = nextval('provider_versions');
alter table providers alter column version set default nextval('provider_versions');
