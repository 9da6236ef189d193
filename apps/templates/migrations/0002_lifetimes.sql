-- Who a mail is from and where answers go; null: nothing is said here.
alter table wordings add column from_name text;
alter table wordings add column reply_to text[];

-- The API client that saved it; null for what was saved before anybody noted it.
alter table wordings add column saved_by text;

-- From this version on the organization has no wording here, and what is shipped holds.
alter table wordings add column removed boolean not null default false;

-- When the wording was created that this is a version of: a removal ends one, the next version begins another.
alter table wordings add column begun_at timestamptz not null default now();

-- Until now a wording without a part of its own was none.
update wordings set removed = true
where subject is null and html is null and text is null and sms is null;

update wordings set begun_at = (
  select min(life.created_at) from wordings life
  where life.organization = wordings.organization and life.kind = wordings.kind and life.locale = wordings.locale
    and life.version <= wordings.version
    and not exists (
      select from wordings gone
      where gone.organization = life.organization and gone.kind = life.kind and gone.locale = life.locale
        and gone.removed and gone.version >= life.version and gone.version < wordings.version
    )
);
