-- The trace that a message is part of (W3C `traceparent`), where traces are exported.
alter table outbox add column trace_parent text;
