import { Injectable } from '@nestjs/common';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';

export interface SignInRow {
  organization: string;
  id: string;
  sealed_content: string;
}

/** How many unfinished sign-ins are deleted with each new one. */
const sweepBatchSize = 100;

@Injectable()
export class SignInStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Replaces an earlier one of the same address. */
  async put(transaction: Transaction, { organization, id, sealed_content }: SignInRow): Promise<void> {
    await transaction.query(
      `insert into sign_ins (organization, id, sealed_content, started_at) values ($1, $2, $3, $4)
       on conflict (organization, id) do update set sealed_content = excluded.sealed_content,
         started_at = excluded.started_at`,
      [organization, id, sealed_content, this.clock.now()],
    );
  }

  async read(organization: string, id: string): Promise<SignInRow | null> {
    const [row] = await this.database.query<SignInRow>(
      'select organization, id, sealed_content from sign_ins where organization = $1 and id = $2',
      [organization, id],
    );
    return row ?? null;
  }

  /** Which of these was started last; null without any. */
  async latestOf(organization: string, ids: readonly string[]): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      'select id from sign_ins where organization = $1 and id = any($2) order by started_at desc limit 1',
      [organization, ids],
    );
    return row?.id ?? null;
  }

  /** Deletes sign-ins that were not finished within a day: any address can be typed. */
  async sweep(): Promise<void> {
    await this.database.query(
      `delete from sign_ins where (organization, id) in (
         select organization, id from sign_ins where started_at < $1
         order by started_at limit ${sweepBatchSize} for update skip locked)`,
      [new Date(this.clock.nowMs() - dayMs)],
    );
  }
}
