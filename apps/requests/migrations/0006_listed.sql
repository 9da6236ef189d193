alter table requests
  -- when it was handed to whatever finds and erases the data
  add column started_processing_at timestamptz;
update requests set started_processing_at = reviewed_at
  where status in ('approved', 'in_processing', 'complete', 'error');
-- as new ones are kept: `us_ca` and `US-CA` are one place
update requests set location = upper(replace(location, '_', '-')) where family = 'fides' and location is not null;
create index requests_by_location on requests (organization, location);
