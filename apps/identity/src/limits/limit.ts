/** A max count within any period of that length. */
export interface Rule {
  readonly count: number;
  readonly periodMs: number;
}

/** Rules that all apply; without any there is no limit. */
export type Limit = readonly Rule[];

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `5/10m,10/24h`, with s, m, h and d; `off` lifts the limit. */
export const limitPattern = /^(off|[1-9]\d{0,6}\/[1-9]\d{0,4}[smhd](,[1-9]\d{0,6}\/[1-9]\d{0,4}[smhd])*)$/;

export function parseLimit(text: string): Limit {
  if (!limitPattern.test(text)) throw new Error(`${text}: expected a limit such as "5/10m,10/24h" or "off"`);
  if (text === 'off') return [];
  return text.split(',').map(parseRule);
}

function parseRule(text: string): Rule {
  const [count, period = ''] = text.split('/');
  return { count: Number(count), periodMs: Number(period.slice(0, -1)) * (unitsMs[period.slice(-1)] ?? 0) };
}

export function longestPeriodMs(limits: readonly Limit[]): number {
  return Math.max(0, ...limits.flat().map(({ periodMs }) => periodMs));
}

/** The rule with the longest period; none when there is no limit. */
export function longestRule(limit: Limit): Limit {
  const longestMs = longestPeriodMs([limit]);
  return limit.filter(({ periodMs }) => periodMs === longestMs);
}

/** A limit without the fifth of its longest rule that is reserved for others. */
export function withoutReserve(limit: Limit): Limit {
  const longestMs = longestPeriodMs([limit]);
  return limit.map(({ count, periodMs }) => ({
    periodMs,
    count: periodMs === longestMs ? count - Math.ceil(count / 5) : count,
  }));
}

/** A limit of so many times the counts. */
export function timesLimit(factor: number, limit: Limit): Limit {
  return limit.map(({ count, periodMs }) => ({ count: count * factor, periodMs }));
}

/** From this count on, uses are counted in slots of time instead of one by one. */
const coarseFrom = 1_000;
const slotsPerPeriod = 60;

/**
 * The length of the slots that uses are counted in; 0 when each use is counted on its own. A large count bounds cost: it may
 * be freed a slot too late, and be exceeded by a few concurrent uses.
 */
export function slotMs(limit: Limit): number {
  if (limit.length === 0 || limit.some(({ count }) => count < coarseFrom)) return 0;
  return Math.ceil(Math.min(...limit.map(({ periodMs }) => periodMs)) / slotsPerPeriod);
}

/** Uses at one time. */
export interface CountedUses {
  readonly used_at: Date;
  readonly uses: number;
}

/**
 * The time until a limit allows so many uses at once, by every rule; 0 when it does now. More uses at once than a rule
 * allows wait until all of it is free.
 * @param counted oldest first
 */
export function waitUntilAllowed(
  limit: Limit,
  counted: readonly CountedUses[],
  nowMs: number,
  wanted: number,
): number {
  return Math.max(0, ...limit.map((rule) => waitUnder(rule, counted, nowMs, wanted)));
}

function waitUnder(
  { count, periodMs }: Rule,
  counted: readonly CountedUses[],
  nowMs: number,
  wanted: number,
): number {
  const counting = counted.filter(({ used_at }) => used_at.getTime() > nowMs - periodMs);
  const used = counting.reduce((sum, { uses }) => sum + uses, 0);
  const excess = used + Math.min(wanted, count) - count;
  if (excess <= 0) return 0;
  let freed = 0;
  const last = counting.find(({ uses }) => (freed += uses) >= excess);
  return (last?.used_at.getTime() ?? nowMs) + periodMs - nowMs;
}
