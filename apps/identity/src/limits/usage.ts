import type { Rule } from './limit';
import type { Counter } from './usage.store';

/** The uses of some counters within the periods of their rules, and those added since. */
export class Usage {
  private readonly added = new Map<string, number>();

  /** @param used by the keys of the rules */
  constructor(private readonly used: ReadonlyMap<string, number>) {}

  isExceeded({ name, limit }: Counter): boolean {
    const added = this.added.get(name) ?? 0;
    return limit.some((rule) => (this.used.get(ruleKey(name, rule)) ?? 0) + added >= rule.count);
  }

  add({ name }: Counter): void {
    this.added.set(name, (this.added.get(name) ?? 0) + 1);
  }
}

export function ruleKey(name: string, { periodMs }: Rule): string {
  return `${name} ${periodMs}`;
}
