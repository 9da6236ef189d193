-- What organizations wrote in place of the shipped wording. A change makes a new version; nothing is overwritten.
create table wordings (
  organization text not null,
  kind text not null,
  locale text not null,
  version integer not null check (version > 0),
  -- null: the shipped part is in force
  subject text,
  html text,
  text text,
  sms text,
  created_at timestamptz not null,
  primary key (organization, kind, locale, version)
);
