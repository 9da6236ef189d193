-- Who is signed in to the console, in which browser.
create table sessions (
  id text primary key,
  organization text not null,
  -- client, or root: that client is in the environment and not in a table
  owner_kind text not null,
  owner_id text not null,
  -- what the owner's credentials were: with other ones the session is over
  owner_epoch text not null,
  -- of the token in the browser's cookie, which is not kept
  token_digest text not null unique,
  browser text not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_owner on sessions (owner_kind, owner_id);
create index sessions_by_use on sessions (used_at);
