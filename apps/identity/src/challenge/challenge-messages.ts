import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  ChallengeDisowned,
  Clock,
  CodeExhausted,
  DisowningTakenBack,
  IdentityVerified,
  limitReasonOf,
  messageKind,
  namedId,
  SendSuppressed,
  type LimitReason,
  type SealedContent,
  type SendLimitName,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { Outbox, SealedOutbox, type Transaction } from '@subjectline/storage';
import { IdentityEnv } from '../env';
import { ChallengeMetrics } from '../metrics/challenge-metrics';
import { isLinkChallenge, type Challenge } from './challenge';
import { secretVariables, type ChallengeSecrets } from './challenge-secrets';
import type { EarlierCode } from './next-challenge';

/** One record per period, so that repeated calls do not fill the table. */
const recordPeriodMs = 3_600_000;

/** What a new challenge adds to its message. */
interface Drawn {
  readonly secrets: ChallengeSecrets;
  readonly expiresAt: Date;
  readonly earlier: EarlierCode;
}

/** Queues the messages and events of a challenge, in the transaction that changes it. */
@Injectable()
export class ChallengeMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly messages: SealedOutbox,
    private readonly clock: Clock,
    private readonly env: IdentityEnv,
    private readonly metrics: ChallengeMetrics,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** The caller's variables and the secrets; the secrets win where both have the same name. */
  async send(
    transaction: Transaction,
    task: StartChallengeTask,
    { to, variables }: SealedContent,
    { secrets, expiresAt, earlier }: Drawn,
  ): Promise<void> {
    const { organization, channel, message_kind, locale, message_about: about = task.about } = task;
    const { lifetime_seconds = this.env.SUBJECTLINE_CODE_TTL_SECONDS } = task;
    const own = secretVariables(task, secrets, lifetime_seconds, this.env.SUBJECTLINE_PUBLIC_URL);
    const earlierCode = earlier === null ? {} : { [`earlier_code_${earlier}`]: 'yes' };
    const content: SealedContent = { to, variables: { ...variables, ...own, ...earlierCode } };
    const expires_at = expiresAt.toISOString();
    const message = { organization, kind: message_kind, channel, locale, about, expires_at };
    await this.messages.send(transaction, message, content);
    transaction.afterCommit(() => this.metrics.countStarted(message_kind, channel));
  }

  async publishSuppressed(
    transaction: Transaction,
    task: StartChallengeTask,
    budget: SendLimitName,
  ): Promise<void> {
    const { organization, about, id } = task;
    await this.record(transaction, task, limitReasonOf[budget]);
    const suppressed_at = this.clock.now().toISOString();
    const event = { organization, about, challenge_id: id, budget, suppressed_at };
    if (isOfPerson(task))
      await this.outbox.add(transaction, SendSuppressed, event, { id: `suppressed-${id}` });
    const facts = { about, challenge: id, budget };
    transaction.afterCommit(() => {
      this.metrics.countSuppressed(budget);
      this.logger.warn(facts, 'a code was suppressed');
    });
  }

  /** One record an hour for each subject and reason, however often its message is asked for. */
  private async record(
    transaction: Transaction,
    { organization, about, message_about = about, channel, message_kind: kind, locale }: StartChallengeTask,
    skip_reason: LimitReason,
  ): Promise<void> {
    const hour = Math.floor(this.clock.nowMs() / recordPeriodMs);
    const named = [organization, about, message_about, kind, skip_reason, hour].join(' ');
    const id = namedId('msg', createHash('sha256').update(named).digest());
    const message = { organization, kind, channel, locale, about: message_about, skip_reason };
    await this.messages.skip(transaction, message, id);
  }

  async publishExhausted(transaction: Transaction, challenge: Challenge): Promise<void> {
    const { organization, about, id, message_kind: kind, channel } = challenge;
    const event = { organization, about, challenge_id: id, exhausted_at: this.clock.now().toISOString() };
    if (isOfPerson(challenge))
      await this.outbox.add(transaction, CodeExhausted, event, { id: `exhausted-${id}` });
    const facts = { about, challenge: id };
    transaction.afterCommit(() => {
      this.metrics.countLockOut(kind, channel);
      this.logger.warn(facts, 'the tries of a code are used up');
    });
  }

  async publishVerified(transaction: Transaction, challenge: Challenge, verifiedAt: Date): Promise<void> {
    const { organization, about, id, channel, message_kind: kind } = challenge;
    const method = isLinkChallenge(challenge) ? 'link' : 'code';
    const verified_at = verifiedAt.toISOString();
    const event = { organization, about, channel, method, challenge_id: id, verified_at } as const;
    if (isOfPerson(challenge))
      await this.outbox.add(transaction, IdentityVerified, event, { id: `verified-${id}` });
    transaction.afterCommit(() => this.metrics.countVerification(kind, channel, 'verified'));
  }

  async publishDisowned(
    transaction: Transaction,
    { organization, about, id }: Challenge,
    disownedAt: Date,
  ): Promise<void> {
    const event = { organization, about, challenge_id: id, disowned_at: disownedAt.toISOString() };
    await this.outbox.add(transaction, ChallengeDisowned, event, {
      id: `disowned-${id}-${disownedAt.getTime()}`,
    });
  }

  async publishTakenBack(transaction: Transaction, { organization, about, id }: Challenge): Promise<void> {
    const now = this.clock.now();
    const event = { organization, about, challenge_id: id, taken_back_at: now.toISOString() };
    await this.outbox.add(transaction, DisowningTakenBack, event, {
      id: `taken-back-${id}-${now.getTime()}`,
    });
  }
}

/** Services and webhooks hear of persons; the sign-in of an operator concerns `config` alone, which asks for it. */
function isOfPerson({ message_kind }: Pick<Challenge, 'message_kind'>): boolean {
  return messageKind(message_kind).module !== 'operations';
}
