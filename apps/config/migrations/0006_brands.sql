-- Who messages and pages come from: one row for the organization, and one for each property that has a brand.
create table brands (
  organization text not null,
  -- empty: the organization's
  property_id text not null,
  document jsonb not null,
  logo bytea,
  logo_id text,
  logo_type text,
  logo_width integer,
  logo_height integer,
  logo_bytes integer,
  changed_at timestamptz not null,
  primary key (organization, property_id)
);
