-- How surely the person of a request has to be known, and by what they are (src/assurance/request-assurance.ts). Null: stored
-- by an older version, or it came in by Didomi's API.
alter table requests add column assurance jsonb;
