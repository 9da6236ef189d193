import type { Budget } from './limit';
import { longestRule, withoutReserve } from './limit';
import type { Counter } from './usage.store';

/**
 * How many messages go to one address, split between the callers who ask for them. A message that was sent counts for
 * all callers. A message that was asked for also counts for its own caller, sent or not: a caller who keeps asking
 * waits, and the others do not. A fifth of the longest rule is kept for callers who have not asked for this address
 * within its period, and their first message is held to that rule alone. So a stranger who asks for message after
 * message cannot take the first one from the owner of the address, nor have more sent in all than the rules allow.
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
