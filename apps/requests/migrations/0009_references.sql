-- The number that a person reads out over the phone (src/request/reference.ts). Null: stored by an older version while this
-- one was rolled out.
alter table requests add column reference text;

-- Requests that are there get theirs from the digest of their id: seven signs, and the one that checks them. Of two in an
-- organization that get the same one, the second gets another.
do $$
declare
  signs constant text := '23456789FJMPQRWXY';
  attempt integer := 0;
begin
  loop
    with drawn as (
      select organization, id, place,
        get_byte(decode(md5(organization || ':' || id || ':' || attempt), 'hex'), place) % 17 as value
      from requests, generate_series(1, 7) as place where reference is null
    ), made as (
      select organization, id,
        string_agg(substr(signs, value + 1, 1), '' order by place)
          || substr(signs, (sum(value * place) % 17)::integer + 1, 1) as reference
      from drawn group by organization, id
    )
    update requests set reference = made.reference from made
      where requests.organization = made.organization and requests.id = made.id;
    update requests set reference = null from (
      select organization, id, row_number() over (partition by organization, reference order by position) as number
      from requests
    ) as counted
      where counted.number > 1 and requests.organization = counted.organization and requests.id = counted.id;
    exit when not exists (select from requests where reference is null);
    attempt := attempt + 1;
  end loop;
end $$;

create unique index requests_by_reference on requests (organization, reference);
