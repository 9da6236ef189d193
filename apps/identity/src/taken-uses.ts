import { roomIn, type CountedUses } from './budget';
import type { Counter } from './budget.store';

/** What was counted before one call, and what the call takes on top of it. */
export class TakenUses {
  /** @param counted by the names of their counters, oldest first */
  constructor(
    private readonly counted: Map<string, CountedUses[]>,
    private readonly nowMs: number,
  ) {}

  /** Takes one use of each, or none. @returns when all have room again, or null when they had */
  take(counters: readonly Counter[]): number | null {
    const limited = counters.filter(({ budget }) => budget.length > 0);
    const waits = limited.flatMap(({ name, budget }) => {
      const { uses, retryAfterMs } = roomIn(budget, this.usesOf(name), this.nowMs);
      return uses > 0 ? [] : [retryAfterMs];
    });
    if (waits.length > 0) return Math.max(...waits);
    for (const { name } of limited) this.usesOf(name).push({ used_at: new Date(this.nowMs), uses: 1 });
    return null;
  }

  private usesOf(name: string): CountedUses[] {
    const known = this.counted.get(name) ?? [];
    this.counted.set(name, known);
    return known;
  }
}
