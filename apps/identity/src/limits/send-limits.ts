import type { SendLimitName } from '@subjectline/contracts';
import { AddressLimit } from './address-limit';
import type { Recipient, SendCounters, Sender } from './send-counters';
import type { Counter } from './usage.store';

/** A limit of a message: its counters, and when it is exceeded given which of them are. */
export interface SendLimit {
  readonly limitName: SendLimitName;
  readonly counters: readonly Counter[];
  readonly isExceeded: (exceeded: readonly boolean[]) => boolean;
}

/** The limits that apply to a message. */
export class SendLimits {
  private readonly byAddress: AddressLimit;
  private readonly byDomain: AddressLimit;

  constructor(private readonly counters: SendCounters) {
    this.byAddress = new AddressLimit(counters.limits.identifier);
    this.byDomain = new AddressLimit(counters.limits.domain);
  }

  of(sender: Sender, recipient: Recipient): SendLimit[] {
    const { identifier } = recipient;
    const { organization, client_digest, by_client, caller_counted } = sender;
    const limit = (limitName: SendLimitName, digest: string) =>
      plainLimit(limitName, this.counters.of(limitName, organization, digest));
    return [
      limit('disowned', identifier),
      by_client
        ? plainLimit('identifier', this.counters.byClient(organization, identifier))
        : this.addressLimit(sender, identifier),
      ...this.groupLimits(sender, recipient),
      // a caller without a digest has no limit of its own, and an API client sends for many persons from one address
      ...(client_digest && !by_client && !caller_counted
        ? this.clientLimits(organization, client_digest)
        : []),
      limit('organization', ''),
    ];
  }

  private clientLimits(organization: string, clientDigest: string): SendLimit[] {
    return this.counters.ofClient(organization, clientDigest).map((counter) => plainLimit('client', counter));
  }

  private addressLimit(sender: Sender, identifier: string): SendLimit {
    const address = this.counters.of('identifier', sender.organization, identifier);
    const caller = this.counters.callerAtAddress(sender, identifier);
    return {
      limitName: 'identifier',
      counters: this.byAddress.counters(address.name, caller.name),
      isExceeded: (exceeded) => this.byAddress.isExceeded(exceeded, sender.caller_counted),
    };
  }

  /** Strangers fill in the forms of API clients too, and a text message costs money: ranges apply to all callers. */
  private groupLimits(sender: Sender, { group }: Recipient): SendLimit[] {
    if (!group) return [];
    const counter = this.counters.group(sender, group);
    if (group.limitName === 'phone_range') return [plainLimit('phone_range', counter)];
    if (sender.by_client) return [];
    const caller = this.counters.callerAtDomain(sender, group);
    return [
      {
        limitName: 'domain',
        // not locked, so that codes for persons at one company do not wait for each other
        counters: this.byDomain
          .counters(counter.name, caller.name)
          .map((shared) => ({ ...shared, isShared: true })),
        isExceeded: (exceeded) => this.byDomain.isExceeded(exceeded),
      },
    ];
  }
}

function plainLimit(limitName: SendLimitName, counter: Counter): SendLimit {
  return { limitName, counters: [counter], isExceeded: ([exceeded]) => exceeded === true };
}
