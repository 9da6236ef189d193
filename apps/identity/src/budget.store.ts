import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { longestPeriodMs, roomIn, slotMs, type Budget, type CountedUses, type Room } from './budget';

/** Something that is counted, and against what. */
export interface Counter {
  /** Carries keyed digests, never an address. */
  readonly name: string;
  readonly budget: Budget;
  /** Many use it at once, and none waits for another: it may be overrun by those that come at the same instant. */
  readonly isShared?: boolean;
}

/** How many rows that count no more one use takes away: more than it adds, so that the table stays small. */
const deletedAtOnce = 10;

/** Counts uses under keyed digests, for all replicas together. */
@Injectable()
export class BudgetStore {
  constructor(private readonly clock: Clock) {}

  /**
   * Whether the budget of each counter is used up, in their order; a counter may be held to several. They are locked until the transaction ends, in the order
   * given: whoever looks at them too waits, so that fifty who come at once see each other's uses. Where thousands are
   * allowed nobody waits: the lock would put all that goes on in an organization into one line.
   */
  async spent(transaction: Transaction, counters: readonly Counter[]): Promise<readonly boolean[]> {
    const rules = counters.flatMap(({ name, budget }, index) =>
      budget.map((rule) => ({ name, index, ...rule })),
    );
    if (rules.length === 0) return counters.map(() => false);
    await this.lock(transaction, counters);
    // a statement of its own: it has to see what those have committed who held the locks before
    const rows = await transaction.query<{ index: number }>(
      `select distinct rule.index
       from unnest($1::text[], $2::timestamptz[], $3::integer[], $4::integer[]) as rule (name, since, count, index)
       where (select coalesce(sum(uses), 0) from budget_uses where counter = rule.name and used_at > rule.since)
         >= rule.count`,
      [
        rules.map(({ name }) => name),
        rules.map(({ periodMs }) => new Date(this.clock.nowMs() - periodMs)),
        rules.map(({ count }) => count),
        rules.map(({ index }) => index),
      ],
    );
    const spent = new Set(rows.map(({ index }) => index));
    return counters.map((_counter, index) => spent.has(index));
  }

  /**
   * Counts one use of each (or as many as are given), in the order given, and takes away what is too old to count: a few
   * rows by every use, so that nobody has to come and sweep.
   */
  async use(
    transaction: Transaction,
    counters: readonly Counter[],
    rememberedMs: number,
    uses = 1,
  ): Promise<void> {
    const limited = counters.filter(({ budget }) => budget.length > 0);
    if (limited.length === 0) return;
    const nowMs = this.clock.nowMs();
    await transaction.query(
      `with forgotten as (
         delete from budget_uses where ctid = any(array(
           select ctid from budget_uses where used_at < $3 order by used_at limit ${deletedAtOnce}
           for update skip locked)))
       insert into budget_uses (counter, used_at, uses)
       select name, used_at, $4 from unnest($1::text[], $2::timestamptz[]) as used (name, used_at)
       on conflict (counter, used_at) do update set uses = budget_uses.uses + excluded.uses`,
      [
        limited.map(({ name }) => name),
        limited.map(({ budget }) => countedAt(budget, nowMs)),
        new Date(nowMs - rememberedMs),
        uses,
      ],
    );
  }

  /** Forgets the uses of one. */
  async clear(transaction: Transaction, { name }: Counter): Promise<void> {
    await transaction.query('delete from budget_uses where counter = $1', [name]);
  }

  /** Takes as many uses as there is room for, up to `wanted`. Of two who come at once the second sees what the first took. */
  async take(
    transaction: Transaction,
    counter: Counter,
    wanted: number,
    rememberedMs: number,
  ): Promise<Room> {
    const { name, budget } = counter;
    if (budget.length === 0) return { uses: wanted, retryAfterMs: 0 };
    await this.lock(transaction, [counter]);
    const nowMs = this.clock.nowMs();
    const counted = await transaction.query<CountedUses>(
      'select used_at, uses from budget_uses where counter = $1 and used_at > $2 order by used_at',
      [name, new Date(nowMs - longestPeriodMs([budget]))],
    );
    const room = roomIn(budget, counted, nowMs);
    const uses = Math.min(wanted, room.uses);
    if (uses > 0) await this.use(transaction, [counter], rememberedMs, uses);
    return { ...room, uses };
  }

  private async lock(transaction: Transaction, counters: readonly Counter[]): Promise<void> {
    const exact = counters.filter(
      ({ budget, isShared = false }) => !isShared && budget.length > 0 && slotMs(budget) === 0,
    );
    const names = [...new Set(exact.map(({ name }) => name))];
    if (names.length === 0) return;
    await transaction.query(
      'select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as name',
      [names],
    );
  }
}

/** The end of its slot, where there are any: until then it counts. */
function countedAt(budget: Budget, nowMs: number): Date {
  const slot = slotMs(budget);
  return new Date(slot === 0 ? nowMs : Math.ceil(nowMs / slot) * slot);
}
