import { longestRule, withoutReserve, type Limit } from './limit';
import type { Counter } from './usage.store';

/**
 * The limit of messages to one address, split between the callers who ask for them. A message that was sent counts for
 * all callers. A message that was asked for also counts for its own caller, sent or not: a caller who keeps asking
 * waits, and the others do not. A fifth of the longest rule is kept for callers who have not asked for this address
 * within its period, and their first message is held to that rule alone. So a stranger who asks for message after
 * message cannot take the first one from the owner of the address, nor have more sent in all than the rules allow.
 */
export class AddressLimit {
  private readonly inAll: Limit;
  private readonly shared: Limit;
  private readonly once: Limit;

  constructor(private readonly limit: Limit) {
    this.inAll = longestRule(limit);
    this.shared = withoutReserve(limit);
    this.once = this.inAll.map(({ periodMs }) => ({ count: 1, periodMs }));
  }

  /** The counters to check; `isExceeded` takes the results in the same order. */
  counters(address: string, caller: string): Counter[] {
    return [
      { name: address, limit: this.inAll },
      { name: address, limit: this.shared },
      { name: caller, limit: this.limit },
      { name: caller, limit: this.once },
    ];
  }

  /** @param isCounted whether the message is counted against its caller already */
  isExceeded([inAll, shared, own, isKnown]: readonly boolean[], isCounted = false): boolean {
    const isOwnExceeded = own === true && !isCounted;
    return inAll === true || (isKnown === true && (shared === true || isOwnExceeded));
  }
}
