import { siteFactor, type AppError, type Clock } from '@subjectline/contracts';
import { siteOf } from './site';
import { Windows, type Window } from './windows';

/** The counts of one address or site, and how many times the limit of an address it has. */
export interface CallerWindow<Counts> {
  readonly window: Window<Counts>;
  readonly factor: number;
}

/**
 * Counts by IP address, and for IPv6 also by site. Both are bounded, each on its own: a site that calls from more addresses
 * than are remembered still is one.
 */
export class CallerWindows<Counts extends object> {
  private readonly addresses: Windows<Counts>;
  private readonly sites: Windows<Counts>;

  constructor(lengthMs: number, clock: Clock, empty: () => Counts) {
    this.addresses = new Windows(lengthMs, clock, empty);
    this.sites = new Windows(lengthMs, clock, empty);
  }

  /** The site first: a call that it has no room for takes none of what is remembered of addresses. */
  *of(address: string): Generator<CallerWindow<Counts>> {
    const site = siteOf(address);
    if (site !== null) yield { window: this.sites.of(site), factor: siteFactor };
    yield { window: this.addresses.of(address), factor: 1 };
  }

  refusal(window: Window<Counts>): AppError {
    return this.addresses.refusal(window);
  }

  secondsLeft(window: Window<Counts>): number {
    return this.addresses.secondsLeft(window);
  }
}
