import { Injectable } from '@nestjs/common';
import { Clock, dayMs } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';

/** How long a repeated event is recognized. */
const retentionMs = 7 * dayMs;

/** Counts undelivered messages since the last alert. The caller has locked the alert. */
@Injectable()
export class FailureStore {
  constructor(private readonly clock: Clock) {}

  /** @returns the number since the last alert, or null when this message was counted before */
  async add(transaction: Transaction, organization: string, messageId: string): Promise<number | null> {
    const added = await transaction.query(
      `insert into request_failures (organization, message_id, failed_at) values ($1, $2, $3)
       on conflict do nothing returning 1`,
      [organization, messageId, this.clock.now()],
    );
    if (added.length === 0) return null;
    const [row] = await transaction.query<{ untold: number }>(
      'select count(*) as untold from request_failures where organization = $1 and told_at is null',
      [organization],
    );
    return row?.untold ?? 0;
  }

  async markReported(transaction: Transaction, organization: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    await transaction.query('delete from request_failures where organization = $1 and told_at < $2', [
      organization,
      new Date(nowMs - retentionMs),
    ]);
    await transaction.query(
      'update request_failures set told_at = $2 where organization = $1 and told_at is null',
      [organization, new Date(nowMs)],
    );
  }
}
