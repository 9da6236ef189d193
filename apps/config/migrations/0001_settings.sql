-- What an operator has set, per organization; absent keys take their defaults (src/effective-settings.ts).
create table application_settings (
  organization text primary key,
  document jsonb not null,
  changed_at timestamptz not null
);

create table providers (
  organization text not null,
  key text not null,
  name text not null,
  service_type text not null,
  details jsonb,
  -- AES-256-GCM, bound to the organization and the key (src/provider.service.ts)
  sealed_secrets text,
  -- raised by every change of details or secrets: whoever holds an open account sees that it is stale
  version integer not null default 1,
  last_test_timestamp timestamptz,
  last_test_succeeded boolean,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization, key),
  unique (organization, service_type),
  unique (organization, name)
);
