import type { EmulatedErasure, SuppressionList } from './vendor-api';

/** Mailgun's suppression lists, and what all vendors have erased. */
export class Erasures {
  private erased: EmulatedErasure[] = [];
  private readonly suppressed = new Set<string>();

  all(): EmulatedErasure[] {
    return [...this.erased];
  }

  suppress(list: SuppressionList, address: string): void {
    this.suppressed.add(`${list} ${address}`);
  }

  isSuppressed(list: SuppressionList, address: string): boolean {
    return this.suppressed.has(`${list} ${address}`);
  }

  add(erasure: EmulatedErasure): void {
    this.erased.push(erasure);
    this.suppressed.delete(`${erasure.what} ${erasure.name}`);
  }

  clear(): void {
    this.erased = [];
    this.suppressed.clear();
  }
}
