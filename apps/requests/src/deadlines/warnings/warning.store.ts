import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import { openStatuses } from '../../request/request-status';
import type { RequestRow } from '../../request/request-row';

export type WarnedRow = Pick<
  RequestRow,
  'organization' | 'id' | 'status' | 'archived_at' | 'deadline_at' | 'clock'
>;

/** Which requests staff are told of. */
@Injectable()
export class WarningStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** Those whose time has come, locked, except those that another replica has. */
  lockDue(transaction: Transaction, limit: number): Promise<WarnedRow[]> {
    return transaction.query<WarnedRow>(
      `select organization, id, status, archived_at, deadline_at, clock from requests
       where warn_at <= $1 order by warn_at limit $2 for update skip locked`,
      [this.clock.now(), limit],
    );
  }

  /** @param next null when nothing is left to tell */
  setNext(transaction: Transaction, { organization, id }: WarnedRow, next: Date | null): void {
    transaction.later('update requests set warn_at = $3 where organization = $1 and id = $2', [
      organization,
      id,
      next,
    ]);
  }

  /** Open requests past their date, of all organizations, by law; null: without one. */
  countOverdue(): Promise<{ law: string | null; requests: number }[]> {
    return this.database.query(
      `select clock ->> 'law' as law, count(*) as requests from requests
       where deadline_at < $1 and paused_at is null and archived_at is null and status in ('${openStatuses.join("','")}') group by 1`,
      [this.clock.now()],
    );
  }
}
