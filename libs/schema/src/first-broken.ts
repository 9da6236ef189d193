import { fieldShapesOf } from './field-shapes';
import type { ClassOf } from './field';
import { fits } from './fits';
import { maxListedProblems } from './problem-list';

/** Each has a problem at least: one more than are listed. */
const maxBroken = maxListedProblems + 1;

/**
 * A copy of an instance, in whose lists only the first items that break a rule are left, at their places: class-validator
 * takes milliseconds for each, and what is wrong with hundreds of them is never told. Rules skip the gaps.
 */
export class FirstBroken {
  private found = 0;

  /** There is more that breaks a rule than is left in the copy, or there may be. */
  get isCut(): boolean {
    return this.found >= maxBroken;
  }

  copyOf<T extends object>(instance: T): T {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(instance) as object) as T, instance);
    for (const [name, { isNested }] of fieldShapesOf(instance.constructor as ClassOf<T>)) {
      if (isNested) Reflect.set(copy, name, this.partOf(Reflect.get(instance, name)));
    }
    return copy;
  }

  private partOf(value: unknown): unknown {
    if (Array.isArray(value)) return this.listOf(value);
    return value instanceof Object ? this.copyOf(value) : value;
  }

  private listOf(list: readonly unknown[]): unknown[] {
    const broken: unknown[] = [];
    broken.length = list.length;
    for (const [index, item] of list.entries()) {
      if (this.isCut) break;
      if (!(index in list) || (item instanceof Object && fits(item))) continue;
      const before = this.found;
      broken[index] = item instanceof Object && !Array.isArray(item) ? this.copyOf(item) : item;
      // what is broken within it is counted already
      if (this.found === before) this.found++;
    }
    return broken;
  }
}
