import type { SendBudget, StartChallengeTask } from '@subjectline/contracts';
import type { IdentityEnv } from '../env';
import { AddressLimit } from './address-limit';
import { longestPeriodMs, parseLimit, withoutReserve, type Limit } from './limit';
import type { Counter } from './usage.store';

/** The caller that causes a message, a code or a receipt. */
export type Sender = Pick<
  StartChallengeTask,
  'organization' | 'client_digest' | 'by_client' | 'caller_counted'
>;

/** The recipient of a message, as it is counted. */
export interface Recipient {
  readonly identifier: string;
  /** The addresses below one domain, or a range of numbers. */
  readonly group: { readonly limitName: 'domain' | 'phone_range'; readonly digest: string } | null;
}

/** A message that a caller is about to cause. */
export interface CallerSend {
  readonly organization: string;
  readonly client_digest: string;
  readonly recipient: Recipient | null;
}

/** A limit of a message: its counters, and when it is exceeded given which of them are. */
export interface SendLimit {
  readonly limitName: SendBudget;
  readonly counters: readonly Counter[];
  readonly isExceeded: (exceeded: readonly boolean[]) => boolean;
}

/**
 * A message is counted as sent a moment after it was counted against its caller. Without this margin, a caller who returns
 * on time would find the address still at its limit by their own messages, and no answer would say so.
 */
const marginMs = 10_000;

/** How long the same call may be repeated: concurrently, or because its answer was lost. */
const takenOnce: Limit = [{ count: 1, periodMs: 600_000 }];

/** The limits of a message, and the counters that it adds to. */
export class SendLimits {
  readonly longestMs: number;
  private readonly limits: Readonly<Record<SendBudget, Limit>>;
  private readonly byAddress: AddressLimit;
  private readonly byDomain: AddressLimit;
  private readonly byClients: Limit;
  private readonly byCallerAtAddress: Limit;

  constructor(env: IdentityEnv, quietMs: number) {
    this.limits = {
      // an address that has disowned a message gets none until the quiet time ends
      disowned: quietMs === 0 ? [] : [{ count: 1, periodMs: quietMs }],
      identifier: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER),
      domain: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN),
      phone_range: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_PHONE_RANGE),
      client: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_IP),
      organization: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION),
    };
    this.byAddress = new AddressLimit(this.limits.identifier);
    this.byDomain = new AddressLimit(this.limits.domain);
    this.byClients = parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS);
    this.byCallerAtAddress = withoutReserve(this.limits.identifier).map(({ count, periodMs }) => ({
      count: Math.max(1, count),
      periodMs: periodMs + marginMs,
    }));
    const others = [this.byClients, this.byCallerAtAddress, takenOnce];
    this.longestMs = longestPeriodMs([...Object.values(this.limits), ...others]);
  }

  limitsOf(sender: Sender, recipient: Recipient): SendLimit[] {
    const { identifier } = recipient;
    const { organization, client_digest, by_client, caller_counted } = sender;
    const limit = (limitName: SendBudget, digest: string) =>
      plainLimit(limitName, this.counter(limitName, organization, digest));
    return [
      limit('disowned', identifier),
      by_client
        ? plainLimit('identifier', this.clientsCounter(organization, identifier))
        : this.addressLimit(sender, identifier),
      ...this.groupLimits(sender, recipient),
      // a caller without a digest has no limit of its own, and an API client sends for many persons from one address
      ...(client_digest && !by_client && !caller_counted ? [limit('client', client_digest)] : []),
      limit('organization', ''),
    ];
  }

  /**
   * A message that was not sent counts against its caller alone: a caller who keeps asking waits as long as if every one
   * had been sent, and takes nothing from other callers.
   */
  countersOf(sender: Sender, { identifier, group }: Recipient, isSent: boolean): Counter[] {
    const { organization, client_digest, by_client, caller_counted } = sender;
    const whole = isSent ? [this.counter('organization', organization, '')] : [];
    const range = isSent && group?.limitName === 'phone_range' ? [this.groupCounter(sender, group)] : [];
    if (by_client)
      return [...(isSent ? [this.clientsCounter(organization, identifier)] : []), ...range, ...whole];
    const domain = group?.limitName === 'domain' ? group : null;
    return [
      ...(isSent ? [this.counter('identifier', organization, identifier)] : []),
      this.callerCounter(sender, identifier),
      ...(domain && isSent ? [this.groupCounter(sender, domain)] : []),
      ...(domain ? [this.domainCallerCounter(sender, domain)] : []),
      ...range,
      ...(client_digest && !caller_counted ? [this.counter('client', organization, client_digest)] : []),
      ...whole,
    ];
  }

  /**
   * The limits of one caller: over all addresses, and at one address. Both are counted before anything is stored, and
   * depend only on the caller's own calls.
   */
  ofCaller({ organization, client_digest, recipient }: CallerSend): Counter[] {
    const all = this.counter('client', organization, client_digest);
    if (!recipient) return [all];
    const name = `takes ${organization} ${recipient.identifier} ${client_digest}`;
    return [all, { name, limit: this.byCallerAtAddress }];
  }

  /** A repeated call of a caller counts once. */
  onceCounter({ organization, client_digest }: CallerSend, takeId: string): Counter {
    return { name: `taken ${organization} ${client_digest} ${takeId}`, limit: takenOnce, isOnce: true };
  }

  disownedCounter(organization: string, identifier: string): Counter {
    return this.counter('disowned', organization, identifier);
  }

  private addressLimit(sender: Sender, identifier: string): SendLimit {
    const address = this.counter('identifier', sender.organization, identifier);
    const caller = this.callerCounter(sender, identifier);
    return {
      limitName: 'identifier',
      counters: this.byAddress.counters(address.name, caller.name),
      isExceeded: (exceeded) => this.byAddress.isExceeded(exceeded, sender.caller_counted),
    };
  }

  /** Strangers fill in the forms of API clients too, and a text message costs money: ranges apply to all callers. */
  private groupLimits(sender: Sender, { group }: Recipient): SendLimit[] {
    if (!group) return [];
    const counter = this.groupCounter(sender, group);
    if (group.limitName === 'phone_range') return [plainLimit('phone_range', counter)];
    if (sender.by_client) return [];
    const caller = this.domainCallerCounter(sender, group);
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

  private groupCounter({ organization }: Sender, { limitName, digest }: Group): Counter {
    return this.counter(limitName, organization, digest);
  }

  /** What one caller asks for at one domain. */
  private domainCallerCounter({ organization, client_digest }: Sender, { digest }: Group): Counter {
    const name = `asks domain ${organization} ${digest} ${client_digest ?? 'unknown'}`;
    return { name, limit: this.limits.domain };
  }

  /** What one caller asks for at one address; callers without a digest are one. */
  private callerCounter({ organization, client_digest }: Sender, identifier: string): Counter {
    const name = `asks ${organization} ${identifier} ${client_digest ?? 'unknown'}`;
    return { name, limit: this.limits.identifier };
  }

  /** What API clients send takes nothing from what a person may ask for themselves. */
  private clientsCounter(organization: string, identifier: string): Counter {
    const name = `sends identifier-by-clients ${organization} ${identifier}`;
    return { name, limit: this.byClients };
  }

  private counter(limitName: SendBudget, organization: string, digest: string): Counter {
    return { name: `sends ${limitName} ${organization} ${digest}`, limit: this.limits[limitName] };
  }
}

type Group = NonNullable<Recipient['group']>;

function plainLimit(limitName: SendBudget, counter: Counter): SendLimit {
  return { limitName, counters: [counter], isExceeded: ([exceeded]) => exceeded === true };
}
