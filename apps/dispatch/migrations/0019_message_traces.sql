-- The span in which a message was handed to its vendor, so that a delivery report leads to it. Only where traces are exported.
create table message_traces (
  organization text not null,
  message_id text not null,
  trace_parent text not null,
  primary key (organization, message_id),
  foreign key (organization, message_id) references messages (organization, id) on delete cascade
);
