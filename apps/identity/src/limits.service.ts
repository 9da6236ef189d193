import { Injectable } from '@nestjs/common';
import type {
  Address,
  Channel,
  SendBudget,
  StartChallengeTask,
  VerifyChallengeRequest,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import { longestPeriodMs, parseBudget, type Budget } from './budget';
import { BudgetStore, type Counter } from './budget.store';
import type { Challenge } from './challenge';
import { IdentityEnv } from './env';
import { mailboxOf } from './mailbox';

/** Who has a message sent, be it a code or a receipt. */
type Sender = Pick<StartChallengeTask, 'organization' | 'client_digest' | 'by_client'>;

/** What a message counts against. */
interface SendCounter extends Counter {
  readonly budgetName: SendBudget;
}

/**
 * How many messages a stranger can cause, per identifier, caller and organization, and how often a caller may guess. Counters
 * are locked after the challenge and in one order, so that nobody waits for somebody who waits for them.
 */
@Injectable()
export class LimitsService {
  private readonly sends: Readonly<Record<SendBudget, Budget>>;
  private readonly byClients: Budget;
  private readonly checks: Budget;
  private readonly rememberedMs: number;
  private readonly quietMs: number;

  constructor(
    private readonly store: BudgetStore,
    private readonly keys: KeyRing,
    env: IdentityEnv,
  ) {
    const quietHours = env.SUBJECTLINE_QUIET_HOURS;
    this.quietMs = quietHours * 3_600_000;
    this.sends = {
      // who has disowned one message gets none, until that is so long ago
      disowned: quietHours === 0 ? [] : [{ count: 1, periodMs: this.quietMs }],
      identifier: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER),
      client: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IP),
      organization: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION),
    };
    this.byClients = parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS);
    this.checks = parseBudget(env.SUBJECTLINE_LIMIT_CHECKS_PER_IP);
    const others = [this.byClients, this.checks];
    this.rememberedMs = longestPeriodMs([...Object.values(this.sends), ...others]);
  }

  /** Two spellings of one address are one. Another organization's counts are its own. */
  identifierOf(organization: string, channel: Channel, { email, phone_number }: Address): string {
    const identifier = channel === 'email' ? email && mailboxOf(email) : phone_number?.trim();
    return this.keys.digest('identifier', organization, channel, identifier ?? '');
  }

  /** The budget that a message about to go out finds used up, or null when all have room for it. */
  async spentSendBudget(
    transaction: Transaction,
    sender: Sender,
    identifier: string,
  ): Promise<SendBudget | null> {
    const counters = this.sendCounters(sender, identifier);
    const spent = await this.store.spent(transaction, counters);
    return counters.find(({ name }) => spent.has(name))?.budgetName ?? null;
  }

  /**
   * Counts a message, whether it went out or not: who keeps asking waits for as long as they would have if every one
   * had gone out. To be called last, as an organization's counter is locked from here to the commit.
   */
  async countSend(transaction: Transaction, sender: Sender, identifier: string): Promise<void> {
    const counters = this.sendCounters(sender, identifier).filter(
      ({ budgetName }) => budgetName !== 'disowned',
    );
    await this.store.use(transaction, counters, this.rememberedMs);
  }

  /** Keeps from an address what asks for a proof. A link that nobody was sent has none. */
  async keepQuiet(
    transaction: Transaction,
    { organization, identifier_digest }: Pick<Challenge, 'organization' | 'identifier_digest'>,
  ): Promise<void> {
    if (identifier_digest === null) return;
    const disowned = this.sendCounter('disowned', organization, identifier_digest);
    await this.store.use(transaction, [disowned], this.rememberedMs);
  }

  quietUntil(disownedAt: Date): Date {
    return new Date(disownedAt.getTime() + this.quietMs);
  }

  /**
   * Whether a guess may be looked at at all; each that is asked about counts against its caller. Nothing counts against
   * the address: whoever guesses at requests of their own would keep its person out of theirs (decision 15).
   */
  async mayGuess(
    transaction: Transaction,
    { organization, client_digest }: VerifyChallengeRequest,
  ): Promise<boolean> {
    if (!client_digest) return true;
    const checks = [{ name: `checks ${organization} ${client_digest}`, budget: this.checks }];
    const spent = await this.store.spent(transaction, checks);
    await this.store.use(transaction, checks, this.rememberedMs);
    return spent.size === 0;
  }

  private sendCounters(
    { organization, client_digest, by_client }: Sender,
    identifier: string,
  ): SendCounter[] {
    return [
      this.sendCounter('disowned', organization, identifier),
      ...(by_client
        ? [this.clientsCounter(organization, identifier)]
        : [this.sendCounter('identifier', organization, identifier)]),
      // a caller without a digest has no budget of its own, and an API client sends for many from one place
      ...(client_digest && !by_client ? [this.sendCounter('client', organization, client_digest)] : []),
      this.sendCounter('organization', organization, ''),
    ];
  }

  /** What API clients send takes nothing from what a person may ask for themselves. */
  private clientsCounter(organization: string, identifier: string): SendCounter {
    const name = `sends identifier-by-clients ${organization} ${identifier}`;
    return { budgetName: 'identifier', name, budget: this.byClients };
  }

  private sendCounter(budgetName: SendBudget, organization: string, digest: string): SendCounter {
    return {
      budgetName,
      name: `sends ${budgetName} ${organization} ${digest}`,
      budget: this.sends[budgetName],
    };
  }
}
