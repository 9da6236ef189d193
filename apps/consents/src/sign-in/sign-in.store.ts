import { Injectable } from '@nestjs/common';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database, RemovedRecords, Table, type Transaction } from '@subjectline/storage';

export interface SignInRow {
  organization: string;
  id: string;
  sealed_content: string;
  started_at: Date;
}

const signIns = new Table<SignInRow>('sign_ins');

/** How many unfinished sign-ins are deleted with each new one. */
const sweepBatchSize = 100;

@Injectable()
export class SignInStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly removed: RemovedRecords,
  ) {}

  /** Replaces an earlier one of the same address. */
  put(transaction: Transaction, signIn: Omit<SignInRow, 'started_at'>): Promise<void> {
    const { organization, id, sealed_content } = signIn;
    const started_at = this.clock.now();
    return signIns.upsert(transaction, { organization, id }, { sealed_content, started_at });
  }

  read(organization: string, id: string): Promise<SignInRow | null> {
    return signIns.find(this.database, { organization, id });
  }

  /** Which of these was started last; null without any. */
  async latestOf(organization: string, ids: readonly string[]): Promise<string | null> {
    const latest = await signIns.find(this.database, { organization, id: ids }, 'started_at desc');
    return latest?.id ?? null;
  }

  /** Deletes sign-ins that were not finished within a day: any address can be typed. */
  async sweep(): Promise<void> {
    const rows = await this.database.query(
      `delete from sign_ins where (organization, id) in (
         select organization, id from sign_ins where started_at < $1
         order by started_at limit ${sweepBatchSize} for update skip locked) returning 1`,
      [new Date(this.clock.nowMs() - dayMs)],
    );
    this.removed.count('sign_in', rows.length);
  }
}
