import { Injectable } from '@nestjs/common';
import {
  AppError,
  challengeContext,
  check,
  Clock,
  SealedContent,
  type ErrorCode,
  type StartChallengeTask,
  type VerifiedChallenge,
  type VerifyChallengeRequest,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import { IdentityEnv } from '../env';
import { LimitsService } from '../limits/limits.service';
import { RecipientService } from '../limits/recipient.service';
import { ChallengeMetrics } from '../metrics/challenge-metrics';
import {
  guessRefusal,
  isLinkChallenge,
  noPrevious,
  validCodes,
  type Challenge,
  type NewChallenge,
} from './challenge';
import { ChallengeMessages } from './challenge-messages';
import { drawSecrets, type ChallengeSecrets } from './challenge-secrets';
import { ChallengeStore } from './challenge.store';
import { defaultMaxTries } from './code';
import { earlierCode, nextChallenge } from './next-challenge';

@Injectable()
export class ChallengeService {
  constructor(
    private readonly store: ChallengeStore,
    private readonly limits: LimitsService,
    private readonly recipients: RecipientService,
    private readonly messages: ChallengeMessages,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly env: IdentityEnv,
    private readonly metrics: ChallengeMetrics,
  ) {}

  /**
   * Draws a code or a link and sends it. A task that is delivered again finds its challenge and does nothing. When a limit
   * is exceeded no message is sent, and everything else is the same: a caller who guesses at the challenge cannot tell.
   */
  async start(task: StartChallengeTask): Promise<void> {
    const { organization, about, channel, sealed_content } = task;
    const context = challengeContext(organization, about);
    const content = check(SealedContent, this.keys.openJson(sealed_content, context));
    const recipient = this.recipients.of(organization, channel, content.to);
    const secrets = drawSecrets(task);
    const limit = (transaction: Transaction) => this.limits.exceededLimit(transaction, task, recipient);
    await this.store.ifNew(task, limit, async (latest, exceeded, transaction) => {
      const isSent = exceeded === null;
      const now = this.clock.now();
      const fresh = this.newChallenge(task, recipient.identifier, secrets);
      const next = nextChallenge(latest, fresh, isSent, now);
      this.store.open(transaction, next, latest);
      if (isSent) {
        const drawn = { secrets, expiresAt: next.expires_at, earlier: earlierCode(latest, next, now) };
        await this.messages.send(transaction, task, content, drawn);
      } else await this.messages.publishSuppressed(transaction, task, exceeded);
      this.limits.countSend(transaction, task, recipient, isSent);
    });
  }

  /**
   * Settles one guess, which may be for one of several challenges. They are locked throughout, so that concurrent guesses
   * are taken one after the other: each costs a try, and only one right guess verifies.
   */
  async verify(request: VerifyChallengeRequest): Promise<VerifiedChallenge> {
    const { organization, about, also = [] } = request;
    const outcome = await this.store.withLatestOf(organization, [about, ...also], (challenges, transaction) =>
      this.settleGuess(transaction, challenges, request),
    );
    // thrown after the commit: a try that is rolled back is not counted
    if (outcome instanceof AppError) throw outcome;
    return outcome;
  }

  private async settleGuess(
    transaction: Transaction,
    challenges: readonly Challenge[],
    request: VerifyChallengeRequest,
  ): Promise<VerifiedChallenge | AppError> {
    const { about: id } = request;
    const now = this.clock.now();
    const guesses = challenges.map((challenge) => ({ challenge, refusal: guessRefusal(challenge, now) }));
    for (const { challenge, refusal } of guesses) {
      if (refusal === 'code_limit') this.endGuesses(transaction, challenge);
    }
    const open = guesses.filter(({ refusal }) => refusal === null).map(({ challenge }) => challenge);
    if (open.length === 0) return new AppError(worstOf(guesses.map(({ refusal }) => refusal)), { id });
    // the challenge stays as it is: once its caller may guess again, the code still works
    const waitSeconds = await this.limits.guessWait(transaction, request);
    if (waitSeconds !== null) {
      return new AppError('too_many_requests', { retry_after_seconds: waitSeconds });
    }
    const challenge = open.find((one) => this.isRight(one, request.code));
    if (!challenge) {
      for (const one of open) await this.countWrongGuess(transaction, one);
      return new AppError('code_incorrect', { id });
    }
    const { channel, reusable, first_verified_at } = challenge;
    const verifiedAt = this.clock.now();
    if (!reusable) this.store.settle(transaction, challenge, 'verified');
    else if (!first_verified_at) this.store.markVerified(transaction, challenge);
    if (!first_verified_at) await this.messages.publishVerified(transaction, challenge, verifiedAt);
    return { challenge_id: challenge.id, channel, verified_at: verifiedAt.toISOString() };
  }

  /** Guesses at a challenge without a code are answered the same, and do not end its link. */
  private endGuesses(transaction: Transaction, challenge: Challenge): void {
    if (isLinkChallenge(challenge)) this.store.countTry(transaction, challenge);
    else this.store.settle(transaction, challenge, 'exhausted');
  }

  /** A wrong guess counts for both codes. The last one allowed is announced by an event. */
  private async countWrongGuess(transaction: Transaction, challenge: Challenge): Promise<void> {
    this.store.countTry(transaction, challenge);
    const { message_kind: kind, channel } = challenge;
    transaction.afterCommit(() => this.metrics.countVerification(kind, channel, 'incorrect'));
    const isLast = challenge.tries + 1 === challenge.maximum_tries;
    if (isLast && !isLinkChallenge(challenge)) await this.messages.publishExhausted(transaction, challenge);
  }

  private isRight(challenge: Challenge, typed: string): boolean {
    const { organization, about } = challenge;
    return validCodes(challenge, this.clock.now()).some(({ digest, of }) =>
      this.keys.matches(digest, 'code', organization, about, of, typed),
    );
  }

  private newChallenge(
    task: StartChallengeTask,
    identifier: string,
    secrets: ChallengeSecrets,
  ): NewChallenge {
    const { organization, id, about, channel, message_kind, locale } = task;
    const { reusable = false, return_to = null, maximum_tries = defaultMaxTries } = task;
    const { lifetime_seconds = this.env.SUBJECTLINE_CODE_TTL_SECONDS } = task;
    const expiresAt = new Date(this.clock.nowMs() + lifetime_seconds * 1_000);
    const { code, linkToken } = secrets;
    return {
      organization,
      id,
      about,
      channel,
      identifier_digest: identifier,
      message_kind,
      locale,
      return_to,
      reusable,
      tries: 0,
      maximum_tries,
      code_digest: code === null ? null : this.keys.digest('code', organization, about, id, code),
      code_of: id,
      link_digest: linkToken === null ? null : this.keys.digest('link', linkToken),
      proof_expires_at: expiresAt,
      ...noPrevious,
      expires_at: expiresAt,
    };
  }
}

/** Of several codes: that a new one helps says more than that another was used. There may never have been any. */
function worstOf(refusals: readonly (ErrorCode | null)[]): ErrorCode {
  const order: readonly ErrorCode[] = ['code_limit', 'code_expired', 'code_used'];
  return order.find((code) => refusals.includes(code)) ?? 'code_expired';
}
