import { digestsIn, siteFactor, type SendLimitName, type StartChallengeTask } from '@subjectline/contracts';
import type { IdentityEnv } from '../env';
import { longestPeriodMs, parseLimit, timesLimit, withoutReserve, type Limit } from './limit';
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

type Group = NonNullable<Recipient['group']>;

/**
 * A message is counted as sent a moment after it was counted against its caller. Without this margin, a caller who returns
 * on time would find the address still at its limit by their own messages, and no answer would say so.
 */
const marginMs = 10_000;

/** How long the same call may be repeated: concurrently, or because its answer was lost. */
const takenOnce: Limit = [{ count: 1, periodMs: 600_000 }];

/** The counters of messages, with their limits. */
export class SendCounters {
  readonly limits: Readonly<Record<SendLimitName, Limit>>;
  readonly longestMs: number;
  private readonly byClients: Limit;
  private readonly byCallerAtAddress: Limit;

  constructor(env: IdentityEnv, quietMs: number) {
    const organization = parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION);
    this.limits = {
      // an address that has disowned a message gets none until the quiet time ends
      disowned: quietMs === 0 ? [] : [{ count: 1, periodMs: quietMs }],
      identifier: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER),
      // a part of the volume that the organization's limit is for
      domain: organization.length === 0 ? [] : parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN),
      phone_range: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_PHONE_RANGE),
      client: parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_IP),
      organization,
    };
    this.byClients = parseLimit(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS);
    this.byCallerAtAddress = withoutReserve(this.limits.identifier).map(({ count, periodMs }) => ({
      count: Math.max(1, count),
      periodMs: periodMs + marginMs,
    }));
    const others = [this.byClients, this.byCallerAtAddress, takenOnce];
    this.longestMs = longestPeriodMs([...Object.values(this.limits), ...others]);
  }

  /**
   * A message that was not sent counts against its caller alone: a caller who keeps asking waits as long as if every one
   * had been sent, and takes nothing from other callers.
   */
  addedBy(sender: Sender, { identifier, group }: Recipient, isSent: boolean): Counter[] {
    const { organization, client_digest, by_client, caller_counted } = sender;
    const whole = isSent ? [this.of('organization', organization, '')] : [];
    const range = isSent && group?.limitName === 'phone_range' ? [this.group(sender, group)] : [];
    if (by_client) return [...(isSent ? [this.byClient(organization, identifier)] : []), ...range, ...whole];
    const domain = group?.limitName === 'domain' ? group : null;
    return [
      ...(isSent ? [this.of('identifier', organization, identifier)] : []),
      this.callerAtAddress(sender, identifier),
      ...(domain && isSent ? [this.group(sender, domain)] : []),
      ...(domain ? [this.callerAtDomain(sender, domain)] : []),
      ...range,
      ...(client_digest && !caller_counted ? this.ofClient(organization, client_digest) : []),
      ...whole,
    ];
  }

  /**
   * The limits of one caller: over all addresses, and at one address. Both are counted before anything is stored, and
   * depend only on the caller's own calls.
   */
  ofCaller({ organization, client_digest, recipient }: CallerSend): Counter[] {
    const all = this.ofClient(organization, client_digest);
    if (!recipient) return all;
    const name = `takes ${organization} ${recipient.identifier} ${widest(client_digest)}`;
    return [...all, { name, limit: this.byCallerAtAddress }];
  }

  /** A repeated call of a caller counts once. */
  once({ organization, client_digest }: CallerSend, takeId: string): Counter {
    return {
      name: `taken ${organization} ${digestsIn(client_digest).address} ${takeId}`,
      limit: takenOnce,
      isOnce: true,
    };
  }

  disowned(organization: string, identifier: string): Counter {
    return this.of('disowned', organization, identifier);
  }

  group({ organization }: Sender, { limitName, digest }: Group): Counter {
    return this.of(limitName, organization, digest);
  }

  /** What one caller asks for at one domain. */
  callerAtDomain({ organization, client_digest }: Sender, { digest }: Group): Counter {
    const name = `asks domain ${organization} ${digest} ${widest(client_digest)}`;
    return { name, limit: this.limits.domain };
  }

  /** What one caller asks for at one address; callers without a digest are one. */
  callerAtAddress({ organization, client_digest }: Sender, identifier: string): Counter {
    const name = `asks ${organization} ${identifier} ${widest(client_digest)}`;
    return { name, limit: this.limits.identifier };
  }

  /** All that one caller causes, and for IPv6 all that their site does. */
  ofClient(organization: string, clientDigest: string): Counter[] {
    return callerCounters(`sends client ${organization}`, clientDigest, this.limits.client);
  }

  /** What API clients send takes nothing from what a person may ask for themselves. */
  byClient(organization: string, identifier: string): Counter {
    const name = `sends identifier-by-clients ${organization} ${identifier}`;
    return { name, limit: this.byClients };
  }

  of(limitName: SendLimitName, organization: string, digest: string): Counter {
    return { name: `sends ${limitName} ${organization} ${digest}`, limit: this.limits[limitName] };
  }
}

/** The counter of a caller, and the wider one of their IPv6 site. */
export function callerCounters(prefix: string, clientDigest: string, limit: Limit): Counter[] {
  const { address, site } = digestsIn(clientDigest);
  const own = { name: `${prefix} ${address}`, limit };
  return site === null ? [own] : [own, { name: `${prefix} ${site}`, limit: timesLimit(siteFactor, limit) }];
}

/** Who is one caller at one recipient: a site could ask for the same address from 65,536 networks. */
function widest(clientDigest: string | null | undefined): string {
  if (!clientDigest) return 'unknown';
  const { address, site } = digestsIn(clientDigest);
  return site ?? address;
}
