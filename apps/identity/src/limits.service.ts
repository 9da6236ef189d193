import { Injectable } from '@nestjs/common';
import {
  phoneLineOf,
  type Address,
  type Channel,
  type SendBudget,
  type TakenSends,
  type TakeSendsRequest,
  type VerifyChallengeRequest,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import { longestPeriodMs, parseBudget, type Budget } from './budget';
import { BudgetStore } from './budget.store';
import type { Challenge } from './challenge';
import { IdentityEnv } from './env';
import { mailboxOf, ownedDomainOf } from './mailbox';
import { SendLimits, type Recipient, type Sender } from './send-limits';

/** How many digits at the end of a number tell neighbours apart: traffic is pumped over ten thousand in a row. */
const rangeDigits = 4;

/**
 * How many messages a stranger can cause, per identifier, caller and organization, and how often a caller may guess.
 * Counters are locked after the challenge and in one order, so that nobody waits for somebody who waits for them.
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
    const counters = limits.flatMap(({ questions }) => questions);
    const answers = await this.store.spent(transaction, counters);
    let asked = 0;
    for (const { budgetName, questions, isSpent } of limits) {
      if (isSpent(answers.slice(asked, (asked += questions.length)))) return budgetName;
    }
    return null;
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

  /** Takes from the budget of one caller before anything is stored for them. */
  async takeSends(
    transaction: Transaction,
    { organization, client_digest, count }: TakeSendsRequest,
  ): Promise<TakenSends> {
    const counter = this.sends.ofCaller(organization, client_digest);
    const { uses, retryAfterMs } = await this.store.take(transaction, counter, count, this.rememberedMs);
    const retrySeconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
    return { granted: uses, retry_after_seconds: uses < count ? retrySeconds : null };
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
    return !spent.includes(true);
  }

  private groupOf(shared: string): string {
    return this.keys.digest('recipients', shared);
  }
}
