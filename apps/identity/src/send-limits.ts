import type { SendBudget, StartChallengeTask } from '@subjectline/contracts';
import { AddressBudget } from './address-budget';
import { longestPeriodMs, parseBudget, type Budget } from './budget';
import type { Counter } from './budget.store';
import type { IdentityEnv } from './env';

/** Who has a message sent, be it a code or a receipt. */
export type Sender = Pick<
  StartChallengeTask,
  'organization' | 'client_digest' | 'by_client' | 'caller_counted'
>;

/** What a message is held to: what is asked of the counters, and what the answers mean. */
export interface SendLimit {
  readonly budgetName: SendBudget;
  readonly questions: readonly Counter[];
  readonly isSpent: (answers: readonly boolean[]) => boolean;
}

/** Which counters a message is held to, and which ones it counts at. */
export class SendLimits {
  readonly longestMs: number;
  private readonly budgets: Readonly<Record<SendBudget, Budget>>;
  private readonly byAddress: AddressBudget;
  private readonly byClients: Budget;

  constructor(env: IdentityEnv, quietMs: number) {
    this.budgets = {
      // who has disowned one message gets none, until that is so long ago
      disowned: quietMs === 0 ? [] : [{ count: 1, periodMs: quietMs }],
      identifier: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER),
      client: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IP),
      organization: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION),
    };
    this.byAddress = new AddressBudget(this.budgets.identifier);
    this.byClients = parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS);
    this.longestMs = longestPeriodMs([...Object.values(this.budgets), this.byClients]);
  }

  limitsOf(sender: Sender, identifier: string): SendLimit[] {
    const { organization, client_digest, by_client, caller_counted } = sender;
    const limit = (budgetName: SendBudget, digest: string) =>
      plainLimit(budgetName, this.counter(budgetName, organization, digest));
    return [
      limit('disowned', identifier),
      by_client
        ? plainLimit('identifier', this.clientsCounter(organization, identifier))
        : this.addressLimit(sender, identifier),
      // a caller without a digest has no budget of its own, and an API client sends for many from one place
      ...(client_digest && !by_client && !caller_counted ? [limit('client', client_digest)] : []),
      limit('organization', ''),
    ];
  }

  /**
   * One that did not go out counts against its caller alone: who keeps asking waits for as long as if every one had gone
   * out, and takes nothing from anybody else.
   */
  countersOf(sender: Sender, identifier: string, isSent: boolean): Counter[] {
    const { organization, client_digest, by_client, caller_counted } = sender;
    const whole = isSent ? [this.counter('organization', organization, '')] : [];
    if (by_client) return [this.clientsCounter(organization, identifier), ...whole];
    return [
      ...(isSent ? [this.counter('identifier', organization, identifier)] : []),
      this.callerCounter(sender, identifier),
      ...(client_digest && !caller_counted ? [this.counter('client', organization, client_digest)] : []),
      ...whole,
    ];
  }

  /** What one caller may cause, whoever it goes to; it is taken from before anything is stored. */
  ofCaller(organization: string, client_digest: string): Counter {
    return this.counter('client', organization, client_digest);
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
      isSpent: (answers) => this.byAddress.isSpent(answers),
    };
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

function plainLimit(budgetName: SendBudget, counter: Counter): SendLimit {
  return { budgetName, questions: [counter], isSpent: ([isSpent]) => isSpent === true };
}
