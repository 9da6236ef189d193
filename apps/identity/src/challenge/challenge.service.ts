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
import {
  guessRefusal,
  isProvedByLink,
  noPrevious,
  workingCodes,
  type Challenge,
  type NewChallenge,
} from './challenge';
import { ChallengeMessages } from './challenge-messages';
import { drawProof, type Proof } from './challenge-secrets';
import { ChallengeStore } from './challenge.store';
import { usualMaximumTries } from './code';
import { earlierCode, nextChallenge } from './next-challenge';

@Injectable()
export class ChallengeService {
  constructor(
    private readonly store: ChallengeStore,
    private readonly limits: LimitsService,
    private readonly messages: ChallengeMessages,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly env: IdentityEnv,
  ) {}

  /**
   * Draws a code or a link and has it sent. The task again, after a crash, finds its challenge and leaves it. Past a budget no
   * message goes out, and all else happens as if one had: whoever guesses at the challenge cannot tell.
   */
  async start(task: StartChallengeTask): Promise<void> {
    const { organization, about, channel, sealed_content } = task;
    const context = challengeContext(organization, about);
    const content = check(SealedContent, this.keys.openJson(sealed_content, context));
    const recipient = this.limits.recipientOf(organization, channel, content.to);
    const proof = drawProof(task);
    await this.store.unlessKnown(task, async (latest, transaction) => {
      const spent = await this.limits.spentSendBudget(transaction, task, recipient);
      const now = this.clock.now();
      const next = nextChallenge(
        latest,
        this.newChallenge(task, recipient.identifier, proof),
        spent === null,
        now,
      );
      await this.store.open(transaction, next, latest);
      if (spent) await this.messages.saySuppressed(transaction, task, spent);
      else await this.messages.send(transaction, task, content, proof, next, earlierCode(latest, next, now));
      await this.limits.countSend(transaction, task, recipient, spent === null);
    });
  }

  /**
   * Settles one guess. The challenge is locked from the first look to the last write, so that guesses that come at
   * once are taken one after the other: each costs a try, and only one right one verifies.
   */
  async verify(request: VerifyChallengeRequest): Promise<VerifiedChallenge> {
    const { organization, about } = request;
    const outcome = await this.store.withLatest(organization, about, (challenge, transaction) =>
      this.settleGuess(transaction, challenge, request),
    );
    // thrown out here, for the transaction has to be committed: a try that is rolled back was never counted
    if (outcome === null) throw new AppError('code_expired', { id: about });
    if (outcome instanceof AppError) throw outcome;
    if (typeof outcome === 'string') throw new AppError(outcome, { id: about });
    return outcome;
  }

  private async settleGuess(
    transaction: Transaction,
    challenge: Challenge,
    request: VerifyChallengeRequest,
  ): Promise<VerifiedChallenge | ErrorCode | AppError> {
    const refusal = guessRefusal(challenge, this.clock.now());
    if (refusal === 'code_limit') await this.endGuesses(transaction, challenge);
    if (refusal) return refusal;
    // the challenge stays as it is: once its caller's budget has room again, the code still works
    const waitSeconds = await this.limits.guessWait(transaction, request);
    if (waitSeconds !== null) {
      return new AppError('too_many_requests', { retry_after_seconds: waitSeconds });
    }
    if (!this.isRight(challenge, request.code)) {
      await this.countWrongGuess(transaction, challenge);
      return 'code_incorrect';
    }
    const { id, channel, reusable, first_verified_at } = challenge;
    const verifiedAt = this.clock.now();
    if (!reusable) await this.store.settle(transaction, challenge, 'verified');
    else if (!first_verified_at) await this.store.markVerified(transaction, challenge);
    if (!first_verified_at) await this.messages.sayVerified(transaction, challenge, verifiedAt);
    return { challenge_id: id, channel, verified_at: verifiedAt.toISOString() };
  }

  /** Guesses at the id of a challenge that has no code are answered as ever, and do nothing to its link. */
  private async endGuesses(transaction: Transaction, challenge: Challenge): Promise<void> {
    if (isProvedByLink(challenge)) await this.store.countTry(transaction, challenge);
    else await this.store.settle(transaction, challenge, 'exhausted');
  }

  /** It counts for both codes. The last wrong guess makes the person wait, so staff are told. */
  private async countWrongGuess(transaction: Transaction, challenge: Challenge): Promise<void> {
    await this.store.countTry(transaction, challenge);
    const isLast = challenge.tries + 1 === challenge.maximum_tries;
    if (isLast && !isProvedByLink(challenge)) await this.messages.sayExhausted(transaction, challenge);
  }

  private isRight(challenge: Challenge, typed: string): boolean {
    const { organization, about } = challenge;
    return workingCodes(challenge, this.clock.now()).some(({ digest, of }) =>
      this.keys.matches(digest, 'code', organization, about, of, typed),
    );
  }

  private newChallenge(task: StartChallengeTask, identifier: string, proof: Proof): NewChallenge {
    const { organization, id, about, channel, message_kind, locale } = task;
    const { reusable = false, return_to = null, maximum_tries = usualMaximumTries } = task;
    const { lifetime_seconds = this.env.SUBJECTLINE_CODE_TTL_SECONDS } = task;
    const expiresAt = new Date(this.clock.nowMs() + lifetime_seconds * 1_000);
    const { code, linkToken } = proof;
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
