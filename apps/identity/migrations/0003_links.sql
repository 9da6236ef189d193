-- What a challenge sends may carry a link: the proof itself, or a way to say that a code was not asked for. Only the
-- keyed digest of its token is kept, and kept when the challenge is over: whoever comes with it is told what it was.
-- A challenge whose own message never went out carries the digest of the link that its person holds, so there may be
-- several rows with one digest; the youngest is meant.
alter table challenges rename column code_expires_at to proof_expires_at;
alter table challenges
  add column message_kind text not null default 'subject_identity_verification',
  add column locale text not null default 'en',
  add column return_to text,
  add column maximum_tries integer not null default 3,
  add column link_digest text,
  drop constraint challenges_state_check,
  add constraint challenges_state_check
    check (state in ('open', 'verified', 'exhausted', 'replaced', 'disowned'));
-- the defaults were for the codes of before
alter table challenges
  alter column message_kind drop default,
  alter column locale drop default,
  alter column maximum_tries drop default;
create index challenges_link on challenges (link_digest) where link_digest is not null;
