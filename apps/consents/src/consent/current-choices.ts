import { Injectable } from '@nestjs/common';
import type { ConsentChoices } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { UserStore } from '../person/user.store';
import { choicesOf, stateAfter } from './choices';
import { EventContents } from './event-contents';
import { EventStore, type EventRow } from './event.store';
import { SnapshotStore, type EventPlace, type Snapshot, type SnapshotPlace } from './snapshot.store';

/** The choices of users that are in force: of their snapshots, or of all their events where there is none. */
@Injectable()
export class CurrentChoices {
  constructor(
    private readonly events: EventStore,
    private readonly users: UserStore,
    private readonly contents: EventContents,
    private readonly snapshots: SnapshotStore,
  ) {}

  async of(place: SnapshotPlace): Promise<Required<ConsentChoices>> {
    const { state } = (await this.snapshots.read(place)) ?? (await this.store(place));
    return choicesOf(state);
  }

  /** Of several users, in their order. */
  async ofEach(
    organization: string,
    userIds: readonly string[],
    regulation: string,
  ): Promise<Required<ConsentChoices>[]> {
    const known = await this.snapshots.readEach(organization, userIds, regulation);
    const missing = userIds.filter((id) => !known.has(id));
    const chosen =
      missing.length > 0 ? await this.events.confirmedUsers(organization, missing, regulation) : [];
    for (const user_id of chosen) known.set(user_id, await this.store({ organization, user_id, regulation }));
    return userIds.map((id) => choicesOf(known.get(id)?.state ?? stateAfter([])));
  }

  /** What is in force for a locked user, before an event is written. */
  async before(transaction: Transaction, place: SnapshotPlace): Promise<Snapshot> {
    return (await this.snapshots.read(place, transaction)) ?? this.replay(place, transaction);
  }

  /**
   * What is in force for a locked user once an event is confirmed. An event that was in `before` already is not later than
   * the latest in it. The snapshot is written last: what else is written of the event takes it away.
   */
  async advance(transaction: Transaction, event: EventRow, before: Snapshot): Promise<Snapshot> {
    const { organization, user_id, regulation } = event;
    const place = { organization, user_id, regulation };
    const isLatest = !before.latest || isLater(event, before.latest);
    const after = isLatest
      ? { state: stateAfter([this.contents.of(event).consents], before.state), latest: event }
      : await this.replay(place, transaction);
    transaction.beforeCommit(() => this.snapshots.write(transaction, place, after));
    return after;
  }

  /** The lock keeps out a change that would be lost. */
  private store(place: SnapshotPlace): Promise<Snapshot> {
    return this.snapshots.transaction(async (transaction) => {
      const user = await this.users.lock(transaction, place.organization, place.user_id);
      const snapshot = await this.replay(place, transaction);
      if (user) await this.snapshots.write(transaction, place, snapshot);
      return snapshot;
    });
  }

  private async replay(
    { organization, user_id, regulation }: SnapshotPlace,
    transaction: Transaction,
  ): Promise<Snapshot> {
    const confirmed = await this.events.confirmed(organization, user_id, regulation, transaction);
    const state = stateAfter(confirmed.map((event) => this.contents.of(event).consents));
    return { state, latest: confirmed.at(-1) ?? null };
  }
}

/** Whether one event comes after another one, whenever they were confirmed. */
export function isLater(one: EventPlace, other: EventPlace): boolean {
  const gapMs = one.chosen_at.getTime() - other.chosen_at.getTime();
  return gapMs > 0 || (gapMs === 0 && one.position > other.position);
}
