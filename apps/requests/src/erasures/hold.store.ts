import { Injectable } from '@nestjs/common';
import { Clock, newId, type HoldReason } from '@subjectline/contracts';
import {
  Database,
  Table,
  type Page,
  type Queryable,
  type Slice,
  type Transaction,
} from '@subjectline/storage';

export interface HoldRow {
  organization: string;
  id: string;
  reason: HoldReason;
  person_digests: string[];
  held_by: string;
  held_at: Date;
  removed_by: string | null;
  removed_at: Date | null;
}

const holds = new Table<HoldRow>('person_holds');

/** Legal holds. A row that ended stays. */
@Injectable()
export class HoldStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** Holds and erasures of one organization begin one after the other. */
  async lock(transaction: Transaction, organization: string): Promise<void> {
    await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [organization]);
  }

  insert(
    on: Queryable,
    hold: Omit<HoldRow, 'id' | 'held_at' | 'removed_by' | 'removed_at'>,
  ): Promise<HoldRow> {
    return holds.insertReturning(on, { ...hold, id: newId('hld'), held_at: this.clock.now() });
  }

  /** @param digests of the person, under every key */
  async findActive(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<HoldRow[]> {
    return on.query<HoldRow>(
      `select organization, id, reason, person_digests, held_by, held_at, removed_by, removed_at from person_holds
       where organization = $1 and removed_at is null and person_digests && $2::text[] order by position`,
      [organization, digests],
    );
  }

  remove(organization: string, id: string, removed_by: string): Promise<HoldRow | null> {
    const active = { organization, id, removed_at: null };
    return holds.updateReturning(this.database, active, { removed_by, removed_at: this.clock.now() });
  }

  list(organization: string, slice: Slice): Promise<Page<HoldRow>> {
    return holds.page(this.database, { organization }, 'position desc', slice);
  }
}
