import { compareField, newField } from './compare-field';
import type { Differences, Direction } from './differences';
import type { Agreed, Snapshot } from './snapshot';

/**
 * Compares the contracts of two versions, either of which may run on either side. Contracts that only the new one has
 * break nothing. What several contracts share is reported with the first of them.
 */
export function compare(released: Snapshot, present: Snapshot): Differences {
  return new Comparison(released, present).differences();
}

class Comparison {
  private readonly breaks: string[] = [];
  private readonly order: string[] = [];
  private readonly compared = new Set<string>();

  constructor(
    private readonly released: Snapshot,
    private readonly present: Snapshot,
  ) {}

  differences(): Differences {
    for (const [place, before] of Object.entries(this.released.contracts)) {
      const after = this.present.contracts[place];
      if (after) this.compareContract(place, before, after);
      else this.breaks.push(`${place}: is gone`);
    }
    return { breaks: this.breaks, order: this.order };
  }

  private compareContract(place: string, before: Agreed, after: Agreed): void {
    const lost = before.parties.filter((party) => !after.parties.includes(party));
    this.breaks.push(...lost.map((party) => `${place}: ${party} may no longer use it`));
    for (const direction of ['input', 'output'] as const) {
      this.compareClasses(`${place} ${direction}`, before[direction], after[direction], direction);
    }
  }

  private compareClasses(
    place: string,
    before: string | undefined,
    after: string | undefined,
    direction: Direction,
  ): void {
    const pair = [before, after, direction].join(' ');
    if (this.compared.has(pair)) return;
    this.compared.add(pair);
    const now = this.present.classes[after ?? ''] ?? {};
    const old = this.released.classes[before ?? ''] ?? {};
    for (const [name, was] of Object.entries(old)) {
      const is = now[name];
      this.add(
        `${place}.${name}`,
        is ? compareField(was, is, direction) : { breaks: ['is gone'], order: [] },
      );
      if (was.holds && is?.holds) this.compareClasses(`${place}.${name}`, was.holds, is.holds, direction);
    }
    for (const [name, is] of Object.entries(now)) {
      if (!old[name]) this.add(`${place}.${name}`, newField(is, direction));
    }
  }

  private add(place: string, { breaks, order }: Differences): void {
    this.breaks.push(...breaks.map((change) => `${place}: ${change}`));
    this.order.push(...order.map((change) => `${place}: ${change}`));
  }
}
