import { Injectable } from '@nestjs/common';
import { Clock, ConsentChanged } from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import type { EventRow } from './event.store';

/** Tells other services of changed events, without what they say. */
@Injectable()
export class EventPublisher {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async publishChanged(
    transaction: Transaction,
    { organization, public_id: id, status, regulation }: EventRow,
  ): Promise<void> {
    const changed_at = this.clock.now().toISOString();
    await this.outbox.add(transaction, ConsentChanged, { organization, id, status, regulation, changed_at });
  }
}
