import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { UserDirectory, type KnownUser } from '../person/user-directory';
import { UserStore } from '../person/user.store';
import { EventStore, type EventRow } from './event.store';

/** An event and its user, locked until the transaction ends. */
export interface LockedEvent {
  readonly user: KnownUser;
  readonly event: EventRow;
}

/** Locks an event for a change: its user first, then the event. */
@Injectable()
export class EventLock {
  constructor(
    private readonly events: EventStore,
    private readonly users: UserStore,
    private readonly directory: UserDirectory,
  ) {}

  async lock(
    transaction: Transaction,
    { organization, id, user_id, public_id }: EventRow,
  ): Promise<LockedEvent> {
    const user = await this.users.lock(transaction, organization, user_id);
    const event = await this.events.lock(transaction, organization, id);
    if (!user || !event) throw new AppError('event_unknown', { id: public_id });
    return { user: this.directory.known(user), event };
  }
}
