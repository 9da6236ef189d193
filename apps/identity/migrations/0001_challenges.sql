-- One row per code that was drawn. The code itself is nowhere: only its keyed digest, until the challenge is over.
create table challenges (
  organization text not null,
  id text not null,
  -- what the proof is for; at most one challenge about it is open
  about text not null,
  channel text not null,
  state text not null check (state in ('open', 'verified', 'exhausted', 'replaced')),
  code_digest text,
  tries integer not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  position bigint generated always as identity,
  primary key (organization, id)
);
create unique index challenges_open on challenges (organization, about) where state = 'open';
create index challenges_about on challenges (organization, about, position desc);
