import { Injectable } from '@nestjs/common';
import { currentTraceParent, Tracing } from '@subjectline/bus';
import { Batch } from '@subjectline/storage';
import { DeliverySignal } from '../delivery/delivery-signal';
import { EventStore, type NewEvent } from '../delivery/event.store';

/** One statement for what all consumers hear within this time: most events are of organizations without an endpoint. */
const gatherMs = 20;

@Injectable()
export class EventService {
  private readonly added = new Batch((events: readonly NewEvent[]) => this.store(events), { gatherMs });

  constructor(
    private readonly events: EventStore,
    private readonly signal: DeliverySignal,
    private readonly tracing: Tracing,
  ) {}

  /** Stored before the broker hears that the event was handled: a process that dies here loses none. */
  async add(events: readonly NewEvent[]): Promise<void> {
    const trace_parent = currentTraceParent() ?? null;
    await Promise.all(events.map((event) => this.added.add({ ...event, trace_parent }, this.tracing)));
  }

  private async store(events: readonly NewEvent[]): Promise<undefined[]> {
    if (await this.events.add(events)) this.signal.give();
    return events.map(() => undefined);
  }
}
