-- The trace that an event is part of, which its deliveries go on with. Null: none, or stored by an older version.
alter table events add column trace_parent text;
