import type { Budget } from './budget';
import { longestRule, withoutReserve } from './budget';
import type { Counter } from './budget.store';

/**
 * How many messages go to one address, split between those who ask for them. What was sent counts for all. What one
 * caller asked for counts for that caller besides, sent or not: who keeps asking waits, and nobody else with them. A
 * fifth of the longest rule is kept for callers who have not asked for this address within its period, and their first
 * message is held to that rule alone. So a stranger who asks for message after message takes neither the first from the
 * person whose address it is, nor sends more in all than before.
 */
export class AddressBudget {
  private readonly inAll: Budget;
  private readonly shared: Budget;
  private readonly once: Budget;

  constructor(private readonly budget: Budget) {
    this.inAll = longestRule(budget);
    this.shared = withoutReserve(budget);
    this.once = this.inAll.map(({ periodMs }) => ({ count: 1, periodMs }));
  }

  /** What is asked of the store; its answers are for `isSpent`, in the same order. */
  questions(address: string, caller: string): Counter[] {
    return [
      { name: address, budget: this.inAll },
      { name: address, budget: this.shared },
      { name: caller, budget: this.budget },
      { name: caller, budget: this.once },
    ];
  }

  /** @param isCounted whether the caller's own budget was taken from already */
  isSpent([inAll, shared, own, isKnown]: readonly boolean[], isCounted = false): boolean {
    const isOwnSpent = own === true && !isCounted;
    return inAll === true || (isKnown === true && (shared === true || isOwnSpent));
  }
}
