import { Injectable } from '@nestjs/common';
import {
  phoneLineOf,
  type Address,
  type Channel,
  type SendBudget,
  type VerifyChallengeRequest,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import type { Challenge } from '../challenge/challenge';
import { IdentityEnv } from '../env';
import { longestPeriodMs, parseBudget, type Budget } from './limit';
import { mailboxOf, ownedDomainOf } from './mailbox';
import { SendLimits, type CallerSend, type Recipient, type Sender, type SendLimit } from './send-limits';
import type { Usage } from './usage';
import { BudgetStore, type Counter } from './usage.store';

/** How many digits at the end of a number tell neighbours apart: traffic is pumped over ten thousand in a row. */
const rangeDigits = 4;

/** Messages of one caller that are taken together or not at all. */
export interface Taking {
  readonly sends: readonly CallerSend[];
  readonly takeId?: string | undefined;
}

/**
 * How many messages a stranger can cause, per identifier, caller and organization, and how often a caller may guess.
 * Counters are locked after the challenge and in a fixed order, which prevents deadlocks.
 */
@Injectable()
export class LimitsService {
  private readonly sends: SendLimits;
  private readonly checks: Budget;
  private readonly rememberedMs: number;
  private readonly quietMs: number;

  constructor(
    private readonly store: BudgetStore,
    private readonly keys: KeyRing,
    env: IdentityEnv,
  ) {
    this.quietMs = env.SUBJECTLINE_QUIET_HOURS * 3_600_000;
    this.sends = new SendLimits(env, this.quietMs);
    this.checks = parseBudget(env.SUBJECTLINE_LIMIT_CHECKS_PER_IP);
    this.rememberedMs = Math.max(this.sends.longestMs, longestPeriodMs([this.checks]));
  }

  /** Two spellings of one address are one. Another organization's counts are its own. */
  recipientOf(organization: string, channel: Channel, { email, phone_number }: Address): Recipient {
    const digest = (identifier: string) => this.keys.digest('identifier', organization, channel, identifier);
    if (channel === 'email') {
      const domain = email ? ownedDomainOf(email) : null;
      const group = domain === null ? null : { budgetName: 'domain' as const, digest: this.groupOf(domain) };
      return { identifier: digest(mailboxOf(email ?? '')), group };
    }
    const line = phoneLineOf(phone_number?.trim() ?? '');
    const range = { budgetName: 'phone_range' as const, digest: this.groupOf(line.slice(0, -rangeDigits)) };
    return { identifier: digest(line), group: range };
  }

  /** The budget that a message about to go out finds used up, or null when all have room for it. */
  async spentSendBudget(
    transaction: Transaction,
    sender: Sender,
    recipient: Recipient,
  ): Promise<SendBudget | null> {
    const limits = this.sends.limitsOf(sender, recipient);
    return spentOf(limits, await this.store.look(transaction, questionsOf(limits)));
  }

  /** Counts a message. To be called last, as an organization's counter is locked from here to the commit. */
  async countSend(
    transaction: Transaction,
    sender: Sender,
    recipient: Recipient,
    isSent: boolean,
  ): Promise<void> {
    const counters = this.sends.countersOf(sender, recipient, isSent);
    await this.store.use(transaction, counters, this.rememberedMs);
  }

  /** Counts messages one after the other, in as few statements as one. @returns what `spentSendBudget` says of each */
  async countSends(
    transaction: Transaction,
    messages: readonly { readonly sender: Sender; readonly recipient: Recipient }[],
  ): Promise<(SendBudget | null)[]> {
    const held = messages.map(({ sender, recipient }) => this.sends.limitsOf(sender, recipient));
    const usage = await this.store.look(transaction, held.flatMap(questionsOf));
    const used: Counter[] = [];
    const answers = messages.map(({ sender, recipient }, index) => {
      const spent = spentOf(held[index] ?? [], usage);
      const counters = this.sends.countersOf(sender, recipient, spent === null);
      for (const counter of counters) usage.add(counter);
      used.push(...counters);
      return spent;
    });
    await this.store.use(transaction, used, this.rememberedMs);
    return answers;
  }

  /**
   * Takes from the budgets of callers before anything is stored for them: all messages of one taking, or none.
   * @returns for each the seconds until there is room for it, or null where there was
   */
  async takeSends(transaction: Transaction, takings: readonly Taking[]): Promise<(number | null)[]> {
    const groups = takings.map(({ sends, takeId }) => [
      ...sends.flatMap((send) => this.sends.ofCaller(send)),
      ...(takeId !== undefined ? sends.slice(0, 1).map((send) => this.sends.onceCounter(send, takeId)) : []),
    ]);
    const waits = await this.store.take(transaction, groups, this.rememberedMs);
    return waits.map((waitMs) => (waitMs === null ? null : secondsOf(waitMs)));
  }

  /** Keeps from an address what asks for a proof. A link that nobody was sent has none. */
  async keepQuiet(
    transaction: Transaction,
    { organization, identifier_digest }: Pick<Challenge, 'organization' | 'identifier_digest'>,
  ): Promise<void> {
    if (identifier_digest === null) return;
    const disowned = this.sends.disownedCounter(organization, identifier_digest);
    await this.store.use(transaction, [disowned], this.rememberedMs);
  }

  /** Lets codes and links through to an address again. */
  async endQuiet(
    transaction: Transaction,
    { organization, identifier_digest }: Pick<Challenge, 'organization' | 'identifier_digest'>,
  ): Promise<void> {
    if (identifier_digest === null) return;
    await this.store.clear(transaction, this.sends.disownedCounter(organization, identifier_digest));
  }

  quietUntil(disownedAt: Date): Date {
    return new Date(disownedAt.getTime() + this.quietMs);
  }

  /**
   * Counts a guess against its caller, right or wrong. Nothing counts against the address: a stranger who guesses at
   * requests of their own would lock its owner out of theirs (decision 15).
   * @returns null when the guess may be looked at, else the seconds until the caller may guess again
   */
  async guessWait(
    transaction: Transaction,
    { organization, client_digest }: VerifyChallengeRequest,
  ): Promise<number | null> {
    if (!client_digest) return null;
    const checks = { name: `checks ${organization} ${client_digest}`, budget: this.checks };
    const [waitMs = null] = await this.store.take(transaction, [[checks]], this.rememberedMs);
    return waitMs === null ? null : secondsOf(waitMs);
  }

  private groupOf(shared: string): string {
    return this.keys.digest('recipients', shared);
  }
}

function questionsOf(limits: readonly SendLimit[]): Counter[] {
  return limits.flatMap(({ questions }) => questions);
}

function spentOf(limits: readonly SendLimit[], usage: Usage): SendBudget | null {
  const spent = limits.find(({ questions, isSpent }) =>
    isSpent(questions.map((question) => usage.isSpent(question))),
  );
  return spent?.budgetName ?? null;
}

/** For `Retry-After`: whole seconds, at least one. */
function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
