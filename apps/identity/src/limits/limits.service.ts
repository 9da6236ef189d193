import { Injectable } from '@nestjs/common';
import type { SendLimitName, VerifyChallengeRequest } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { IdentityEnv } from '../env';
import { longestPeriodMs, parseLimit, type Limit } from './limit';
import { callerCounters, SendCounters, type CallerSend, type Recipient, type Sender } from './send-counters';
import { SendLimits, type SendLimit } from './send-limits';
import type { Usage } from './usage';
import { UsageStore, type Counter } from './usage.store';

/** Messages of one caller that are allowed together or not at all. */
export interface Taking {
  readonly sends: readonly CallerSend[];
  readonly takeId?: string | undefined;
}

interface CountedAddress {
  readonly organization: string;
  readonly identifier_digest: string | null;
}

/**
 * Limits the messages that a stranger can cause, by identifier, caller and organization, and the guesses of a caller.
 * Counters are locked after the challenge and in a fixed order, which prevents deadlocks.
 */
@Injectable()
export class LimitsService {
  private readonly counters: SendCounters;
  private readonly limits: SendLimits;
  private readonly checks: Limit;
  private readonly retentionMs: number;
  private readonly quietMs: number;

  constructor(
    private readonly store: UsageStore,
    env: IdentityEnv,
  ) {
    this.quietMs = env.SUBJECTLINE_QUIET_HOURS * 3_600_000;
    this.counters = new SendCounters(env, this.quietMs);
    this.limits = new SendLimits(this.counters);
    this.checks = parseLimit(env.SUBJECTLINE_LIMIT_CHECKS_PER_IP);
    this.retentionMs = Math.max(this.counters.longestMs, longestPeriodMs([this.checks]));
  }

  /** The limit that one more message would exceed, or null. */
  async exceededLimit(
    transaction: Transaction,
    sender: Sender,
    recipient: Recipient,
  ): Promise<SendLimitName | null> {
    const limits = this.limits.of(sender, recipient);
    return exceededOf(limits, await this.store.usageOf(transaction, countersOf(limits)));
  }

  /** Counts a message. Call it last, as the counter of the organization is locked from here to the commit. */
  countSend(transaction: Transaction, sender: Sender, recipient: Recipient, isSent: boolean): void {
    const counters = this.counters.addedBy(sender, recipient, isSent);
    this.store.use(transaction, counters, this.retentionMs);
  }

  /** Counts several messages in as few statements as one. @returns for each what `exceededLimit` would */
  async countSends(
    transaction: Transaction,
    messages: readonly { readonly sender: Sender; readonly recipient: Recipient }[],
  ): Promise<(SendLimitName | null)[]> {
    const limits = messages.map(({ sender, recipient }) => this.limits.of(sender, recipient));
    const usage = await this.store.usageOf(transaction, limits.flatMap(countersOf));
    const used: Counter[] = [];
    const answers = messages.map(({ sender, recipient }, index) => {
      const exceeded = exceededOf(limits[index] ?? [], usage);
      const counters = this.counters.addedBy(sender, recipient, exceeded === null);
      for (const counter of counters) usage.add(counter);
      used.push(...counters);
      return exceeded;
    });
    this.store.use(transaction, used, this.retentionMs);
    return answers;
  }

  /**
   * Counts messages against the limits of their callers before anything is stored: all messages of one taking, or none.
   * @returns for each the seconds until it is allowed, or null when it was counted
   */
  async takeSends(transaction: Transaction, takings: readonly Taking[]): Promise<(number | null)[]> {
    const groups = takings.map(({ sends, takeId }) => [
      ...sends.flatMap((send) => this.counters.ofCaller(send)),
      ...(takeId !== undefined ? sends.slice(0, 1).map((send) => this.counters.once(send, takeId)) : []),
    ]);
    const waits = await this.store.take(transaction, groups, this.retentionMs);
    return waits.map((waitMs) => (waitMs === null ? null : secondsOf(waitMs)));
  }

  /** Suppresses codes and links to an address. A link that identity did not send has none. */
  startQuietTime(transaction: Transaction, { organization, identifier_digest }: CountedAddress): void {
    if (identifier_digest === null) return;
    const disowned = this.counters.disowned(organization, identifier_digest);
    this.store.use(transaction, [disowned], this.retentionMs);
  }

  /** Sends codes and links to an address again. */
  endQuietTime(transaction: Transaction, { organization, identifier_digest }: CountedAddress): void {
    if (identifier_digest === null) return;
    this.store.clear(transaction, this.counters.disowned(organization, identifier_digest));
  }

  quietUntil(disownedAt: Date): Date {
    return new Date(disownedAt.getTime() + this.quietMs);
  }

  /**
   * Counts a guess against its caller, right or wrong. Nothing counts against the address: a stranger who guesses at
   * requests of their own would lock its owner out of theirs (decision 15).
   * @returns null when the guess may be checked, else the seconds until the caller may guess again
   */
  async guessWait(
    transaction: Transaction,
    { organization, client_digest }: VerifyChallengeRequest,
  ): Promise<number | null> {
    if (!client_digest) return null;
    const checks = callerCounters(`checks ${organization}`, client_digest, this.checks);
    const [waitMs = null] = await this.store.take(transaction, [checks], this.retentionMs);
    return waitMs === null ? null : secondsOf(waitMs);
  }
}

function countersOf(limits: readonly SendLimit[]): Counter[] {
  return limits.flatMap(({ counters }) => counters);
}

function exceededOf(limits: readonly SendLimit[], usage: Usage): SendLimitName | null {
  const exceeded = limits.find(({ counters, isExceeded }) =>
    isExceeded(counters.map((counter) => usage.isExceeded(counter))),
  );
  return exceeded?.limitName ?? null;
}

/** For `Retry-After`: whole seconds, at least one. */
function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
