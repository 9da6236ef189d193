-- Sign-ins by OpenID Connect that have opened a session, or were refused one: none does so twice.
create table used_sign_ins (
  -- of what the browser was given when it began
  digest text primary key,
  -- after that it counts no longer anyway
  expires_at timestamptz not null
);
create index used_sign_ins_by_expiry on used_sign_ins (expires_at);
