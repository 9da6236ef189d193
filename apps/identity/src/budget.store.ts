import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { slotMs, type Budget } from './budget';

/** How many rows that count no more one use takes away: more than it adds, so that the table stays small. */
const deletedAtOnce = 10;

/** Counts uses under keyed digests, for all replicas together. */
@Injectable()
export class BudgetStore {
  constructor(private readonly clock: Clock) {}

  /**
   * Whether a counter's budget is used up. The counter is locked until the transaction ends: whoever looks at it too
   * waits, so that fifty who come at once see each other's uses. Where thousands are allowed nobody waits: the lock
   * would put all that goes on in an organization into one line.
   */
  async isSpent(transaction: Transaction, counter: string, budget: Budget): Promise<boolean> {
    if (budget.length === 0) return false;
    if (slotMs(budget) === 0) {
      await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [counter]);
    }
    for (const { count, periodMs } of budget) {
      const [row] = await transaction.query<{ uses: number }>(
        'select coalesce(sum(uses), 0) as uses from budget_uses where counter = $1 and used_at > $2',
        [counter, new Date(this.clock.nowMs() - periodMs)],
      );
      if (!row || row.uses >= count) return true;
    }
    return false;
  }

  async use(transaction: Transaction, counter: string, budget: Budget): Promise<void> {
    if (budget.length === 0) return;
    const slot = slotMs(budget);
    // the end of its slot: until then it counts
    const usedAtMs = slot === 0 ? this.clock.nowMs() : Math.ceil(this.clock.nowMs() / slot) * slot;
    await transaction.query(
      `insert into budget_uses (counter, used_at, uses) values ($1, $2, 1)
       on conflict (counter, used_at) do update set uses = budget_uses.uses + 1`,
      [counter, new Date(usedAtMs)],
    );
  }

  /** Takes away what is too old to count; a few rows by every use, so that nobody has to come and sweep. */
  async forget(transaction: Transaction, olderThanMs: number): Promise<void> {
    await transaction.query(
      `delete from budget_uses where ctid = any(array(
         select ctid from budget_uses where used_at < $1 order by used_at limit ${deletedAtOnce}
         for update skip locked))`,
      [new Date(this.clock.nowMs() - olderThanMs)],
    );
  }
}
