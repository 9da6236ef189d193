import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { RemovedRecords, type Transaction } from '@subjectline/storage';
import { longestPeriodMs, slotMs, type Limit, type CountedUses } from './limit';
import { TakenUses } from './taken-uses';
import { ruleKey, Usage } from './usage';

/** A counter and its limit. */
export interface Counter {
  /** Carries keyed digests, never an address. */
  readonly name: string;
  readonly limit: Limit;
  /** Not locked, as many callers use it: concurrent uses may exceed it. */
  readonly isShared?: boolean;
  /** While its first use counts, its group is allowed again without another use. */
  readonly isOnce?: boolean;
}

/** The number of expired rows that one use deletes: more than it adds, so that the table stays small. */
const deletedAtOnce = 10;

/** Counts uses under keyed digests, for all replicas together. */
@Injectable()
export class UsageStore {
  constructor(
    private readonly clock: Clock,
    private readonly removed: RemovedRecords,
  ) {}

  /**
   * The uses of each counter. Counters are locked until the transaction ends, so that concurrent callers see each other's
   * uses. Limits of thousands are not locked: one lock would serialize all sends of an organization.
   */
  async usageOf(transaction: Transaction, counters: readonly Counter[]): Promise<Usage> {
    const rules = new Map(
      counters.flatMap(({ name, limit }) => limit.map((rule) => [ruleKey(name, rule), { name, ...rule }])),
    );
    if (rules.size === 0) return new Usage(new Map());
    this.lock(transaction, counters);
    const asked = [...rules.values()];
    // a statement of its own, so that it sees what earlier holders of the locks have committed
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
  use(transaction: Transaction, counters: readonly Counter[], retentionMs: number): void {
    const limited = counters.filter(({ limit }) => limit.length > 0);
    if (limited.length === 0) return;
    const nowMs = this.clock.nowMs();
    transaction.later(
      `with expired as (
         delete from budget_uses where ctid = any(array(
           select ctid from budget_uses where used_at < $3 order by used_at limit ${deletedAtOnce}
           for update skip locked)) returning 1)
       insert into budget_uses (counter, used_at, uses)
       select name, used_at, count(*) from unnest($1::text[], $2::timestamptz[]) as used (name, used_at)
       group by name, used_at order by name, used_at
       on conflict (counter, used_at) do update set uses = budget_uses.uses + excluded.uses
       returning (select count(*) from expired) as removed`,
      [
        limited.map(({ name }) => name),
        limited.map(({ limit }) => countedAt(limit, nowMs)),
        new Date(nowMs - retentionMs),
      ],
      ([result]) => this.removed.count('limit_use', Number(result?.['removed'] ?? 0)),
    );
  }

  /** Deletes the uses of a counter. */
  clear(transaction: Transaction, { name }: Counter): void {
    transaction.later('delete from budget_uses where counter = $1', [name]);
  }

  /**
   * Takes one use of every counter of a group, for each group that all its counters allow. Of two concurrent calls the
   * second sees what the first took.
   * @returns for each group the time until it is allowed, or null when it was taken
   */
  async take(
    transaction: Transaction,
    groups: readonly (readonly Counter[])[],
    retentionMs: number,
  ): Promise<(number | null)[]> {
    const counters = [...new Map(groups.flat().map((counter) => [counter.name, counter])).values()];
    const limited = counters.filter(({ limit }) => limit.length > 0);
    this.lock(transaction, limited);
    const nowMs = this.clock.nowMs();
    const counted = await this.countedUses(transaction, limited, nowMs);
    const taken = new TakenUses(counted, nowMs);
    const waits = groups.map((group) => taken.take(group));
    this.use(transaction, taken.counters, retentionMs);
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
        counters.map(({ limit }) => new Date(nowMs - longestPeriodMs([limit]))),
      ],
    );
    for (const { counter, ...use } of rows) uses.get(counter)?.push(use);
    return uses;
  }

  /** In a fixed order, which prevents deadlocks. */
  private lock(transaction: Transaction, counters: readonly Counter[]): void {
    const exact = counters.filter(
      ({ limit, isShared = false }) => !isShared && limit.length > 0 && slotMs(limit) === 0,
    );
    const names = [...new Set(exact.map(({ name }) => name))].toSorted();
    if (names.length === 0) return;
    transaction.later(
      'select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as name',
      [names],
    );
  }
}

/** The end of its slot when there are slots, else now. */
function countedAt(limit: Limit, nowMs: number): Date {
  const slot = slotMs(limit);
  return new Date(slot === 0 ? nowMs : Math.ceil(nowMs / slot) * slot);
}
