import { Injectable } from '@nestjs/common';

/** How many are remembered whose event has not come yet; it may have gone to another replica. */
const maxKept = 1_000;

interface Challenge {
  readonly organization: string;
  /** Of the request. */
  readonly id: string;
  readonly challenge_id: string;
}

/**
 * The challenges whose proof a call of this process stores or has just stored. The event about the same proof comes a
 * moment later and finds nothing left to do; here it learns so without a lock on the request.
 */
@Injectable()
export class ProofsInHand {
  private readonly kept = new Map<string, Promise<boolean>>();

  /** Stores a proof by `work`. */
  store<T>(challenge: Challenge, work: () => Promise<T>): Promise<T> {
    const storing = work();
    const isStored = storing.then(
      () => true,
      () => false,
    );
    this.kept.set(nameOf(challenge), isStored);
    const [oldest] = this.kept.keys();
    if (this.kept.size > maxKept && oldest !== undefined) this.kept.delete(oldest);
    return storing;
  }

  /** Waits for what is under way. False: it was not stored here, or storing it failed. */
  async isStored(challenge: Challenge): Promise<boolean> {
    const name = nameOf(challenge);
    const isStored = (await this.kept.get(name)) ?? false;
    // an event that comes again, as the broker's answer was lost, looks at the request
    this.kept.delete(name);
    return isStored;
  }
}

function nameOf({ organization, id, challenge_id }: Challenge): string {
  return `${organization} ${id} ${challenge_id}`;
}
