-- Signed statements that the person of a privacy request or consent request proved an address. They hold no address, number or
-- name, and stay when the person is erased, also where the request itself is deleted.
create table verification_receipts (
  organization text not null,
  -- the request: pri_… or con_…
  about text not null,
  receipt text not null,
  issued_at timestamptz not null,
  primary key (organization, about)
);
