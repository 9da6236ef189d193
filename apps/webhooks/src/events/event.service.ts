import { Injectable } from '@nestjs/common';
import { DeliverySignal } from '../delivery/delivery-signal';
import { EventStore, type NewEvent } from '../delivery/event.store';

@Injectable()
export class EventService {
  constructor(
    private readonly events: EventStore,
    private readonly signal: DeliverySignal,
  ) {}

  /** Stored before the broker hears that the event was handled: a process that dies here loses none. */
  async add(events: readonly NewEvent[]): Promise<void> {
    if (await this.events.add(events)) this.signal.give();
  }
}
