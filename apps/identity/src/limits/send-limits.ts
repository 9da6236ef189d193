import type { SendBudget, StartChallengeTask } from '@subjectline/contracts';
import type { IdentityEnv } from '../env';
import { AddressBudget } from './address-limit';
import { longestPeriodMs, parseBudget, withoutReserve, type Budget } from './limit';
import type { Counter } from './usage.store';

/** The caller that has a message sent, be it a code or a receipt. */
export type Sender = Pick<
  StartChallengeTask,
  'organization' | 'client_digest' | 'by_client' | 'caller_counted'
>;

/** Where a message goes, as far as it is counted. */
export interface Recipient {
  readonly identifier: string;
  /** The group that it belongs to: the addresses of one owner, or the numbers in a row. */
  readonly group: { readonly budgetName: 'domain' | 'phone_range'; readonly digest: string } | null;
}

/** A message that a caller is about to cause. */
export interface CallerSend {
  readonly organization: string;
  readonly client_digest: string;
  readonly recipient: Recipient | null;
}

/** What a message is held to: what is asked of the counters, and what the answers mean. */
export interface SendLimit {
  readonly budgetName: SendBudget;
  readonly questions: readonly Counter[];
  readonly isSpent: (answers: readonly boolean[]) => boolean;
}

/**
 * A message is counted as sent a moment after its caller's budget was taken from. Without this much more, a caller who
 * comes back on time would find the address still used up by their own messages, and no answer would say so.
 */
const handOverMs = 10_000;

/** How long the same call may be repeated: concurrently, or because its answer was lost. */
const takenOnce: Budget = [{ count: 1, periodMs: 600_000 }];

/** Which counters a message is held to, and which ones it counts at. */
export class SendLimits {
  readonly longestMs: number;
  private readonly budgets: Readonly<Record<SendBudget, Budget>>;
  private readonly byAddress: AddressBudget;
  private readonly byDomain: AddressBudget;
  private readonly byClients: Budget;
  private readonly byCallerAtAddress: Budget;

  constructor(env: IdentityEnv, quietMs: number) {
    this.budgets = {
      // an address that has disowned a message gets none until the quiet time ends
      disowned: quietMs === 0 ? [] : [{ count: 1, periodMs: quietMs }],
      identifier: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER),
      domain: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN),
      phone_range: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_PHONE_RANGE),
      client: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IP),
      organization: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION),
    };
    this.byAddress = new AddressBudget(this.budgets.identifier);
    this.byDomain = new AddressBudget(this.budgets.domain);
    this.byClients = parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS);
    this.byCallerAtAddress = withoutReserve(this.budgets.identifier).map(({ count, periodMs }) => ({
      count: Math.max(1, count),
      periodMs: periodMs + handOverMs,
    }));
    const others = [this.byClients, this.byCallerAtAddress, takenOnce];
    this.longestMs = longestPeriodMs([...Object.values(this.budgets), ...others]);
  }

  limitsOf(sender: Sender, recipient: Recipient): SendLimit[] {
    const { identifier } = recipient;
    const { organization, client_digest, by_client, caller_counted } = sender;
    const limit = (budgetName: SendBudget, digest: string) =>
      plainLimit(budgetName, this.counter(budgetName, organization, digest));
    return [
      limit('disowned', identifier),
      by_client
        ? plainLimit('identifier', this.clientsCounter(organization, identifier))
        : this.addressLimit(sender, identifier),
      ...this.groupLimits(sender, recipient),
      // a caller without a digest has no budget of its own, and an API client sends for many from one place
      ...(client_digest && !by_client && !caller_counted ? [limit('client', client_digest)] : []),
      limit('organization', ''),
    ];
  }

  /**
   * A message that did not go out counts against its caller alone: a caller who keeps asking waits as long as if every
   * one had gone out, and takes nothing from other callers.
   */
  countersOf(sender: Sender, { identifier, group }: Recipient, isSent: boolean): Counter[] {
    const { organization, client_digest, by_client, caller_counted } = sender;
    const whole = isSent ? [this.counter('organization', organization, '')] : [];
    const range = isSent && group?.budgetName === 'phone_range' ? [this.groupCounter(sender, group)] : [];
    if (by_client)
      return [...(isSent ? [this.clientsCounter(organization, identifier)] : []), ...range, ...whole];
    const domain = group?.budgetName === 'domain' ? group : null;
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
   * What one caller may cause: over all addresses, and at one address. Both are taken from before anything is stored,
   * and depend on nothing but what the caller has asked for.
   */
  ofCaller({ organization, client_digest, recipient }: CallerSend): Counter[] {
    const all = this.counter('client', organization, client_digest);
    if (!recipient) return [all];
    const name = `takes ${organization} ${recipient.identifier} ${client_digest}`;
    return [all, { name, budget: this.byCallerAtAddress }];
  }

  /** Makes one call of a caller count once, however often it is repeated. */
  onceCounter({ organization, client_digest }: CallerSend, takeId: string): Counter {
    return { name: `taken ${organization} ${client_digest} ${takeId}`, budget: takenOnce, isOnce: true };
  }

  disownedCounter(organization: string, identifier: string): Counter {
    return this.counter('disowned', organization, identifier);
  }

  private addressLimit(sender: Sender, identifier: string): SendLimit {
    const address = this.counter('identifier', sender.organization, identifier);
    const caller = this.callerCounter(sender, identifier);
    return {
      budgetName: 'identifier',
      questions: this.byAddress.questions(address.name, caller.name),
      isSpent: (answers) => this.byAddress.isSpent(answers, sender.caller_counted),
    };
  }

  /** Forms behind an API client are filled in by strangers, too, and a text message costs money: its range holds for all. */
  private groupLimits(sender: Sender, { group }: Recipient): SendLimit[] {
    if (!group) return [];
    const counter = this.groupCounter(sender, group);
    if (group.budgetName === 'phone_range') return [plainLimit('phone_range', counter)];
    if (sender.by_client) return [];
    const caller = this.domainCallerCounter(sender, group);
    return [
      {
        budgetName: 'domain',
        // a code for one person does not wait for those of all others at the same company
        questions: this.byDomain
          .questions(counter.name, caller.name)
          .map((question) => ({ ...question, isShared: true })),
        isSpent: (answers) => this.byDomain.isSpent(answers),
      },
    ];
  }

  private groupCounter({ organization }: Sender, { budgetName, digest }: Group): Counter {
    return this.counter(budgetName, organization, digest);
  }

  /** What one caller asks for at one domain. */
  private domainCallerCounter({ organization, client_digest }: Sender, { digest }: Group): Counter {
    const name = `asks domain ${organization} ${digest} ${client_digest ?? 'unknown'}`;
    return { name, budget: this.budgets.domain };
  }

  /** What one caller asks for at one address; callers without a digest are one. */
  private callerCounter({ organization, client_digest }: Sender, identifier: string): Counter {
    const name = `asks ${organization} ${identifier} ${client_digest ?? 'unknown'}`;
    return { name, budget: this.budgets.identifier };
  }

  /** What API clients send takes nothing from what a person may ask for themselves. */
  private clientsCounter(organization: string, identifier: string): Counter {
    const name = `sends identifier-by-clients ${organization} ${identifier}`;
    return { name, budget: this.byClients };
  }

  private counter(budgetName: SendBudget, organization: string, digest: string): Counter {
    return { name: `sends ${budgetName} ${organization} ${digest}`, budget: this.budgets[budgetName] };
  }
}

type Group = NonNullable<Recipient['group']>;

function plainLimit(budgetName: SendBudget, counter: Counter): SendLimit {
  return { budgetName, questions: [counter], isSpent: ([isSpent]) => isSpent === true };
}
