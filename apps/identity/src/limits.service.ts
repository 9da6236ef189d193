import { Injectable } from '@nestjs/common';
import type {
  Address,
  Channel,
  CountSendRequest,
  SendBudget,
  VerifyChallengeRequest,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import { longestPeriodMs, parseBudget, type Budget } from './budget';
import { BudgetStore } from './budget.store';
import { IdentityEnv } from './env';

/** Who has a message sent, be it a code or a receipt. */
type Sender = Pick<CountSendRequest, 'organization' | 'client_digest'>;

/** One thing that is counted, and against what. */
interface Count {
  readonly budgetName: SendBudget;
  readonly counter: string;
  readonly budget: Budget;
}

/**
 * How many messages a stranger can cause and how often one may guess, per identifier, caller and organization. Counters
 * are locked after the challenge and in one order, so that nobody waits for somebody who waits for them.
 */
@Injectable()
export class LimitsService {
  private readonly sends: Readonly<Record<SendBudget, Budget>>;
  private readonly guesses: Budget;
  private readonly checks: Budget;
  private readonly rememberedMs: number;

  constructor(
    private readonly store: BudgetStore,
    private readonly keys: KeyRing,
    env: IdentityEnv,
  ) {
    this.sends = {
      identifier: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER),
      client: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_IP),
      organization: parseBudget(env.SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION),
    };
    this.guesses = parseBudget(env.SUBJECTLINE_LIMIT_GUESSES_PER_IDENTIFIER);
    this.checks = parseBudget(env.SUBJECTLINE_LIMIT_CHECKS_PER_IP);
    this.rememberedMs = longestPeriodMs([...Object.values(this.sends), this.guesses, this.checks]);
  }

  /** Two spellings of one address are one. Another organization's counts are its own. */
  identifierOf(organization: string, channel: Channel, { email, phone_number }: Address): string {
    const identifier = channel === 'email' ? email?.trim().toLowerCase() : phone_number?.trim();
    return this.keys.digest('identifier', organization, channel, identifier ?? '');
  }

  /** The budget that a message about to go out finds used up, or null when all have room for it. */
  async spentSendBudget(
    transaction: Transaction,
    sender: Sender,
    identifier: string,
  ): Promise<SendBudget | null> {
    let spent: SendBudget | null = null;
    for (const { budgetName, counter, budget } of this.sendCounts(sender, identifier)) {
      if (await this.store.isSpent(transaction, counter, budget)) spent ??= budgetName;
    }
    return spent;
  }

  /**
   * Counts a message, whether it went out or not: who keeps asking waits for as long as they would have if every one
   * had gone out. To be called last, as an organization's counter is locked from here to the commit.
   */
  async countSend(transaction: Transaction, sender: Sender, identifier: string): Promise<void> {
    await this.store.forget(transaction, this.rememberedMs);
    for (const { counter, budget } of this.sendCounts(sender, identifier)) {
      await this.store.use(transaction, counter, budget);
    }
  }

  /** Whether a guess may be looked at at all; each that is asked about counts against its caller. */
  async mayGuess(
    transaction: Transaction,
    { organization, client_digest }: VerifyChallengeRequest,
    identifier: string | null,
  ): Promise<boolean> {
    const isWornOut =
      identifier !== null && (await this.store.isSpent(transaction, guessesAt(identifier), this.guesses));
    if (!client_digest) return !isWornOut;
    const checks = `checks ${organization} ${client_digest}`;
    const isTooMany = await this.store.isSpent(transaction, checks, this.checks);
    await this.store.use(transaction, checks, this.checks);
    return !isWornOut && !isTooMany;
  }

  /** A wrong guess counts against the identifier, whichever request and code it was made at. */
  async countWrongGuess(transaction: Transaction, identifier: string | null): Promise<void> {
    await this.store.forget(transaction, this.rememberedMs);
    if (identifier !== null) await this.store.use(transaction, guessesAt(identifier), this.guesses);
  }

  private sendCounts({ organization, client_digest }: Sender, identifier: string): Count[] {
    const digests: [SendBudget, string | null | undefined][] = [
      ['identifier', identifier],
      ['client', client_digest],
      ['organization', ''],
    ];
    return digests.flatMap(([budgetName, digest]) => {
      // a caller without a digest has no budget of its own
      if (digest === null || digest === undefined) return [];
      const counter = `sends ${budgetName} ${organization} ${digest}`;
      return [{ budgetName, counter, budget: this.sends[budgetName] }];
    });
  }
}

function guessesAt(identifier: string): string {
  return `guesses ${identifier}`;
}
