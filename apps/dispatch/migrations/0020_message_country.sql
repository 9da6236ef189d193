-- The country of a text message's number (ISO 3166-1), for metrics: how many are delivered and lead to a proof there.
alter table messages add column country text;
