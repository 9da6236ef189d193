import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { longestPeriodMs, slotMs, type Budget, type CountedUses } from './limit';
import { TakenUses } from './taken-uses';
import { ruleKey, Usage } from './usage';

/** Something that is counted, and against what. */
export interface Counter {
  /** Carries keyed digests, never an address. */
  readonly name: string;
  readonly budget: Budget;
  /** Not locked, as many use it at once: concurrent uses may exceed it. */
  readonly isShared?: boolean;
  /** Its first use takes its group; while that counts, taking the group again succeeds and uses nothing more. */
  readonly isOnce?: boolean;
}

/** How many rows that count no more one use takes away: more than it adds, so that the table stays small. */
const deletedAtOnce = 10;

/** Counts uses under keyed digests, for all replicas together. */
@Injectable()
export class BudgetStore {
  constructor(private readonly clock: Clock) {}

  /**
   * What was used of each counter. Counters are locked until the transaction ends, so that fifty concurrent callers see
   * each other's uses. Budgets of thousands are not locked: one lock would serialize all sends of an organization.
   */
  async look(transaction: Transaction, counters: readonly Counter[]): Promise<Usage> {
    const rules = new Map(
      counters.flatMap(({ name, budget }) => budget.map((rule) => [ruleKey(name, rule), { name, ...rule }])),
    );
    if (rules.size === 0) return new Usage(new Map());
    await this.lock(transaction, counters);
    const asked = [...rules.values()];
    // a statement of its own: it has to see what those have committed who held the locks before
    const rows = await transaction.query<{ used: number }>(
      `select (select coalesce(sum(uses), 0) from budget_uses where counter = rule.name and used_at > rule.since) as used
       from unnest($1::text[], $2::timestamptz[]) with ordinality as rule (name, since, place) order by place`,
      [asked.map(({ name }) => name), asked.map(({ periodMs }) => new Date(this.clock.nowMs() - periodMs))],
    );
    return new Usage(new Map([...rules.keys()].map((key, place) => [key, rows[place]?.used ?? 0])));
  }

  /**
   * Counts one use for each time that a counter is given, and deletes a few rows that are too old to count: with that,
   * no cleanup job is needed.
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
       select name, used_at, count(*) from unnest($1::text[], $2::timestamptz[]) as used (name, used_at)
       group by name, used_at order by name, used_at
       on conflict (counter, used_at) do update set uses = budget_uses.uses + excluded.uses`,
      [
        limited.map(({ name }) => name),
        limited.map(({ budget }) => countedAt(budget, nowMs)),
        new Date(nowMs - rememberedMs),
      ],
    );
  }

  /** Forgets the uses of one. */
  async clear(transaction: Transaction, { name }: Counter): Promise<void> {
    await transaction.query('delete from budget_uses where counter = $1', [name]);
  }

  /**
   * Takes one use of every counter of a group, for each group in which all have room. Of two concurrent calls the
   * second sees what the first took.
   * @returns for each group when there is room for it again, or null where it was taken
   */
  async take(
    transaction: Transaction,
    groups: readonly (readonly Counter[])[],
    rememberedMs: number,
  ): Promise<(number | null)[]> {
    const counters = [...new Map(groups.flat().map((counter) => [counter.name, counter])).values()];
    const limited = counters.filter(({ budget }) => budget.length > 0);
    await this.lock(transaction, limited);
    const nowMs = this.clock.nowMs();
    const counted = await this.countedUses(transaction, limited, nowMs);
    const taken = new TakenUses(counted, nowMs);
    const waits = groups.map((group) => taken.take(group));
    await this.use(transaction, taken.counters, rememberedMs);
    return waits;
  }

  private async countedUses(
    transaction: Transaction,
    counters: readonly Counter[],
    nowMs: number,
  ): Promise<Map<string, CountedUses[]>> {
    const uses = new Map(counters.map(({ name }): [string, CountedUses[]] => [name, []]));
    if (uses.size === 0) return uses;
    const rows = await transaction.query<CountedUses & { counter: string }>(
      `select counter, used_at, uses from budget_uses
       join unnest($1::text[], $2::timestamptz[]) as asked (name, since) on counter = name and used_at > since
       order by used_at`,
      [
        counters.map(({ name }) => name),
        counters.map(({ budget }) => new Date(nowMs - longestPeriodMs([budget]))),
      ],
    );
    for (const { counter, ...use } of rows) uses.get(counter)?.push(use);
    return uses;
  }

  /** In a fixed order, which prevents deadlocks. */
  private async lock(transaction: Transaction, counters: readonly Counter[]): Promise<void> {
    const exact = counters.filter(
      ({ budget, isShared = false }) => !isShared && budget.length > 0 && slotMs(budget) === 0,
    );
    const names = [...new Set(exact.map(({ name }) => name))].toSorted();
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
