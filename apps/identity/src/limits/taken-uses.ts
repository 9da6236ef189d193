import { waitUntilAllowed, type CountedUses } from './limit';
import type { Counter } from './usage.store';

/** The uses counted before a call, and those that the call adds. */
export class TakenUses {
  /** The counters that were used, repeated for each use. */
  readonly counters: Counter[] = [];

  /** @param counted by the names of their counters, oldest first */
  constructor(
    private readonly counted: Map<string, CountedUses[]>,
    private readonly nowMs: number,
  ) {}

  /**
   * Takes one use of each, or none; a counter that is given several times is used as often.
   * @returns the time until all of them allow it, or null when they did
   */
  take(counters: readonly Counter[]): number | null {
    const limited = counters.filter(({ limit }) => limit.length > 0);
    if (limited.some(({ name, isOnce }) => isOnce && this.usesOf(name).length > 0)) return null;
    const waitMs = Math.max(0, ...limited.map((counter) => this.waitFor(counter, limited)));
    if (waitMs > 0) return waitMs;
    for (const { name } of limited) this.usesOf(name).push({ used_at: new Date(this.nowMs), uses: 1 });
    this.counters.push(...limited);
    return null;
  }

  private waitFor({ name, limit }: Counter, group: readonly Counter[]): number {
    const wanted = group.filter((other) => other.name === name).length;
    return waitUntilAllowed(limit, this.usesOf(name), this.nowMs, wanted);
  }

  private usesOf(name: string): CountedUses[] {
    const known = this.counted.get(name) ?? [];
    this.counted.set(name, known);
    return known;
  }
}
