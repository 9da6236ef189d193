/** No more than so many within any stretch of time of that length. */
export interface Rule {
  readonly count: number;
  readonly periodMs: number;
}

/** Rules that all have to hold; none of them is no limit. */
export type Budget = readonly Rule[];

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `5/10m,10/24h`, with s, m, h and d; `off` lifts the limit. */
export const budgetPattern = /^(off|[1-9]\d{0,6}\/[1-9]\d{0,4}[smhd](,[1-9]\d{0,6}\/[1-9]\d{0,4}[smhd])*)$/;

export function parseBudget(text: string): Budget {
  if (!budgetPattern.test(text)) throw new Error(`${text}: expected a limit such as "5/10m,10/24h" or "off"`);
  if (text === 'off') return [];
  return text.split(',').map(parseRule);
}

function parseRule(text: string): Rule {
  const [count, period = ''] = text.split('/');
  return { count: Number(count), periodMs: Number(period.slice(0, -1)) * (unitsMs[period.slice(-1)] ?? 0) };
}

export function longestPeriodMs(budgets: readonly Budget[]): number {
  return Math.max(0, ...budgets.flat().map(({ periodMs }) => periodMs));
}

/** The rule that holds for longest: what there is in all. None where there is no limit. */
export function longestRule(budget: Budget): Budget {
  const longestMs = longestPeriodMs([budget]);
  return budget.filter(({ periodMs }) => periodMs === longestMs);
}

/** A budget without the fifth of its longest rule that is kept for others. */
export function withoutReserve(budget: Budget): Budget {
  const longestMs = longestPeriodMs([budget]);
  return budget.map(({ count, periodMs }) => ({
    periodMs,
    count: periodMs === longestMs ? count - Math.ceil(count / 5) : count,
  }));
}

/** From this many on, uses are counted in slots of time instead of one by one. */
const coarseFrom = 1_000;
const slotsPerPeriod = 60;

/**
 * How long the slots are that a budget's uses are counted in; 0 where each counts at its very moment. A large count is
 * a bound on cost: it may give room again a slot too late, and be overrun by the few that come at the same instant.
 */
export function slotMs(budget: Budget): number {
  if (budget.length === 0 || budget.some(({ count }) => count < coarseFrom)) return 0;
  return Math.ceil(Math.min(...budget.map(({ periodMs }) => periodMs)) / slotsPerPeriod);
}

/** What was used at a moment. */
export interface CountedUses {
  readonly used_at: Date;
  readonly uses: number;
}

/**
 * How long it takes until a budget has room for so many uses at once, 0 where it has: every rule has to hold. More uses
 * at once than a rule allows wait until all of it is free.
 * @param counted oldest first
 */
export function waitForRoom(
  budget: Budget,
  counted: readonly CountedUses[],
  nowMs: number,
  wanted: number,
): number {
  return Math.max(0, ...budget.map((rule) => waitUnder(rule, counted, nowMs, wanted)));
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
