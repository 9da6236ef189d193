-- What was begun and has not ended: it becomes an entry, or is forgotten if it was refused.
create table audit_begun (
  organization text not null,
  id text not null,
  begun_at timestamptz not null,
  entry jsonb not null,
  primary key (organization, id)
);
create index audit_begun_oldest on audit_begun (begun_at);

-- Who did what. Each entry has the digest of the one before: no two can follow the same one.
create table audit_entries (
  organization text not null,
  seq bigint not null,
  id text not null,
  at timestamptz not null,
  kind text not null,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  targets text[] not null,
  persons text[] not null,
  fields text[] not null,
  version integer,
  outcome text not null,
  request_id text,
  pruned_through bigint,
  pruned_digest text,
  previous text not null,
  digest text not null,
  primary key (organization, seq),
  unique (organization, id)
);
create index audit_entries_by_actor on audit_entries (organization, actor_id, seq);
create index audit_entries_by_action on audit_entries (organization, action, seq);
create index audit_entries_by_target on audit_entries using gin (targets);
create index audit_entries_oldest on audit_entries (at);
create index audit_entries_pruned on audit_entries (organization, pruned_through) where pruned_through is not null;

-- Entries are only added. Old ones may be deleted once a later entry says through which one, and with what digest.
create function keep_audit_entries() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'DELETE' then
    perform 1 from audit_entries
      where organization = old.organization and seq > old.seq and pruned_through >= old.seq;
    if found then
      return old;
    end if;
  end if;
  raise exception 'entries of the audit trail cannot be changed or deleted' using errcode = 'restrict_violation';
end $$;
create trigger audit_entries_kept before update or delete on audit_entries
  for each row execute function keep_audit_entries();
create trigger audit_entries_not_truncated before truncate on audit_entries
  for each statement execute function keep_audit_entries();
