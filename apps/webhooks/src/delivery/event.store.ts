import { Injectable } from '@nestjs/common';
import { Clock, type SentEventType } from '@subjectline/contracts';
import { Database, Table, type Queryable } from '@subjectline/storage';

export interface NewEvent {
  readonly organization: string;
  readonly id: string;
  readonly type: SentEventType;
  /** The JSON that is sent. */
  readonly body: string;
  /** The trace that it is part of. */
  readonly trace_parent?: string | null;
}

const events = new Table<NewEvent & { readonly created_at: Date }>('events');

@Injectable()
export class EventStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the events that an endpoint of their organization subscribes to, with a delivery for each that is enabled. One
   * that is stored already changes nothing.
   * @returns whether there is something to deliver
   */
  async add(given: readonly NewEvent[]): Promise<boolean> {
    const rows = await this.database.query(
      `with given as (
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::text[])
           as given (organization, id, type, body, trace_parent)
       ), stored as (
         insert into events (organization, id, type, body, created_at, trace_parent)
         select organization, id, type, body, $5::timestamptz, trace_parent from given
         where exists (
           select from endpoints
           where endpoints.organization = given.organization
             and (event_types = '{}' or given.type = any(event_types)))
         order by organization, id
         on conflict (organization, id) do nothing returning organization, id, type
       )
       insert into deliveries (organization, id, endpoint_id, event_id, event_type, state, created_at, next_attempt_at)
       select organization, 'whd_' || gen_random_uuid(), endpoints.id, stored.id, stored.type, 'pending', $5, $5
       from stored join endpoints using (organization)
       where enabled and (event_types = '{}' or stored.type = any(event_types))
       returning id`,
      [
        given.map(({ organization }) => organization),
        given.map(({ id }) => id),
        given.map(({ type }) => type),
        given.map(({ body }) => body),
        this.clock.now(),
        given.map(({ trace_parent = null }) => trace_parent),
      ],
    );
    return rows.length > 0;
  }

  /** Stores an event for one endpoint; its delivery is added by the caller. */
  insert(on: Queryable, event: NewEvent): Promise<void> {
    return events.insert(on, { ...event, created_at: this.clock.now() });
  }

  async bodyOf(organization: string, id: string): Promise<string | null> {
    return (await events.find(this.database, { organization, id }))?.body ?? null;
  }
}
