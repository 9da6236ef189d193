import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { slotMs, type Budget } from './budget';

/** Something that is counted, and against what. */
export interface Counter {
  /** Carries keyed digests, never an address. */
  readonly name: string;
  readonly budget: Budget;
}

/** How many rows that count no more one use takes away: more than it adds, so that the table stays small. */
const deletedAtOnce = 10;

/** Counts uses under keyed digests, for all replicas together. */
@Injectable()
export class BudgetStore {
  constructor(private readonly clock: Clock) {}

  /**
   * The names of those counters whose budget is used up. They are locked until the transaction ends, in the order
   * given: whoever looks at them too waits, so that fifty who come at once see each other's uses. Where thousands are
   * allowed nobody waits: the lock would put all that goes on in an organization into one line.
   */
  async spent(transaction: Transaction, counters: readonly Counter[]): Promise<ReadonlySet<string>> {
    const limited = counters.filter(({ budget }) => budget.length > 0);
    await this.lock(transaction, limited);
    const rules = limited.flatMap(({ name, budget }) => budget.map((rule) => ({ name, ...rule })));
    if (rules.length === 0) return new Set();
    // a statement of its own: it has to see what those have committed who held the locks before
    const rows = await transaction.query<{ name: string }>(
      `select rule.name from unnest($1::text[], $2::timestamptz[], $3::integer[]) as rule (name, since, count)
       where (select coalesce(sum(uses), 0) from budget_uses where counter = rule.name and used_at > rule.since)
         >= rule.count`,
      [
        rules.map(({ name }) => name),
        rules.map(({ periodMs }) => new Date(this.clock.nowMs() - periodMs)),
        rules.map(({ count }) => count),
      ],
    );
    return new Set(rows.map(({ name }) => name));
  }

  /**
   * Counts one use of each, in the order given, and takes away what is too old to count: a few rows by every use, so
   * that nobody has to come and sweep.
   */
  async use(transaction: Transaction, counters: readonly Counter[], rememberedMs: number): Promise<void> {
    const limited = counters.filter(({ budget }) => budget.length > 0);
    if (limited.length === 0) return;
    const nowMs = this.clock.nowMs();
    await transaction.query(
      `with forgotten as (
         delete from budget_uses where ctid = any(array(
           select ctid from budget_uses where used_at < $3 order by used_at limit ${deletedAtOnce}
           for update skip locked)))
       insert into budget_uses (counter, used_at, uses)
       select name, used_at, 1 from unnest($1::text[], $2::timestamptz[]) as used (name, used_at)
       on conflict (counter, used_at) do update set uses = budget_uses.uses + 1`,
      [
        limited.map(({ name }) => name),
        limited.map(({ budget }) => countedAt(budget, nowMs)),
        new Date(nowMs - rememberedMs),
      ],
    );
  }

  private async lock(transaction: Transaction, counters: readonly Counter[]): Promise<void> {
    const exact = counters.filter(({ budget }) => slotMs(budget) === 0);
    if (exact.length === 0) return;
    await transaction.query(
      'select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as name',
      [exact.map(({ name }) => name)],
    );
  }
}

/** The end of its slot, where there are any: until then it counts. */
function countedAt(budget: Budget, nowMs: number): Date {
  const slot = slotMs(budget);
  return new Date(slot === 0 ? nowMs : Math.ceil(nowMs / slot) * slot);
}
