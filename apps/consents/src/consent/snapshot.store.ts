import { Injectable } from '@nestjs/common';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';
import { ConsentVault, type ChoiceState } from '../person/consent-vault';
import type { EventRow } from './event.store';

interface SnapshotRow {
  organization: string;
  user_id: string;
  regulation: string;
  sealed_choices: string;
  chosen_at: Date;
  position: number;
}

/** Where an event stands among those of its user. */
export type EventPlace = Pick<EventRow, 'chosen_at' | 'position'>;

/** What the confirmed events of a user add up to. */
export interface Snapshot {
  readonly state: ChoiceState;
  /** The place of the latest event; null without one. */
  readonly latest: EventPlace | null;
}

/** Whose choices, and under which law. */
export interface SnapshotPlace {
  readonly organization: string;
  readonly user_id: string;
  readonly regulation: string;
}

const snapshots = new Table<SnapshotRow>('choice_snapshots');

@Injectable()
export class SnapshotStore {
  constructor(
    private readonly database: Database,
    private readonly vault: ConsentVault,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async read(place: SnapshotPlace, on: Queryable = this.database): Promise<Snapshot | null> {
    const row = await snapshots.find(on, place);
    return row && this.opened(row);
  }

  /** Those that there are, by user. */
  async readEach(
    organization: string,
    userIds: readonly string[],
    regulation: string,
  ): Promise<Map<string, Snapshot>> {
    const rows = await snapshots.list(this.database, { organization, user_id: userIds, regulation });
    return new Map(rows.map((row) => [row.user_id, this.opened(row)]));
  }

  /** The user has to be locked. */
  async write(transaction: Transaction, place: SnapshotPlace, { state, latest }: Snapshot): Promise<void> {
    if (!latest) return;
    const { chosen_at, position } = latest;
    const sealed_choices = this.vault.seal('choices', ownerOf(place), state);
    await snapshots.upsert(transaction, place, { sealed_choices, chosen_at, position });
  }

  private opened(row: SnapshotRow): Snapshot {
    const { chosen_at, position } = row;
    const state = this.vault.open('choices', ownerOf(row), row.sealed_choices);
    return { state, latest: { chosen_at, position } };
  }
}

function ownerOf({ organization, user_id, regulation }: SnapshotPlace): { organization: string; id: string } {
  return { organization, id: `${user_id}:${regulation}` };
}
