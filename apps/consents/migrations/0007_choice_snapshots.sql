-- The choices of a user that are in force, so that reading them does not take all their events. A user without a row has
-- theirs read from the events, and gets one: so do users of an earlier version when they are read for the first time.
create table choice_snapshots (
  organization text not null,
  user_id text not null,
  regulation text not null,
  sealed_choices text not null,
  -- the place of the latest event in it
  chosen_at timestamptz not null,
  position bigint not null,
  primary key (organization, user_id, regulation),
  foreign key (organization, user_id) references users on delete cascade
);

-- Whatever changes the events that count, its row goes: it may be missing, but it is never wrong.
create function drop_choice_snapshot() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op <> 'INSERT' then
    delete from choice_snapshots
      where organization = old.organization and user_id = old.user_id and regulation = old.regulation;
  end if;
  if tg_op <> 'DELETE' then
    delete from choice_snapshots
      where organization = new.organization and user_id = new.user_id and regulation = new.regulation;
  end if;
  return null;
end $$;
create trigger events_added after insert on events for each row
  when (new.status = 'confirmed') execute function drop_choice_snapshot();
create trigger events_changed after update on events for each row
  when ((old.status = 'confirmed' or new.status = 'confirmed')
    and (old.status, old.sealed_content, old.chosen_at, old.regulation, old.user_id)
      is distinct from (new.status, new.sealed_content, new.chosen_at, new.regulation, new.user_id))
  execute function drop_choice_snapshot();
create trigger events_deleted after delete on events for each row
  when (old.status = 'confirmed') execute function drop_choice_snapshot();
