import { Injectable } from '@nestjs/common';
import {
  Address,
  AppError,
  challengeAddressContext,
  check,
  Clock,
  IdentityVerified,
  messageContext,
  newId,
  sendTaskOf,
  type ErrorCode,
  type SealedContent,
  type StartChallengeTask,
  type VerifiedChallenge,
  type VerifyChallengeRequest,
} from '@subjectline/contracts';
import { KeyRing, Outbox, type Transaction } from '@subjectline/storage';
import { ChallengeStore, type Challenge } from './challenge.store';
import { drawCode, maximumTries } from './code';
import { IdentityEnv } from './env';

@Injectable()
export class ChallengeService {
  constructor(
    private readonly store: ChallengeStore,
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly env: IdentityEnv,
  ) {}

  /** Draws a code and has it sent. The task again, after a crash, finds its challenge open and leaves it. */
  async start(task: StartChallengeTask): Promise<void> {
    const { organization, id, about, channel } = task;
    const ttlSeconds = this.env.SUBJECTLINE_CODE_TTL_SECONDS;
    const expiresAt = new Date(this.clock.nowMs() + ttlSeconds * 1000);
    const code = drawCode();
    const codeDigest = this.keys.digest('code', organization, about, id, code);
    await this.store.open({ organization, id, about, channel, codeDigest, expiresAt }, (transaction) =>
      this.sendCode(transaction, task, code, expiresAt),
    );
  }

  /**
   * Settles one guess. The challenge is locked from the first look to the last write, so that guesses that come at
   * once are taken one after the other: each costs a try, and only one right one verifies.
   */
  async verify({ organization, about, code }: VerifyChallengeRequest): Promise<VerifiedChallenge> {
    const verifiedAt = this.clock.now();
    const outcome = await this.store.withLatest(organization, about, async (challenge, transaction) => {
      const refusal = this.refusalOf(challenge);
      if (refusal === 'code_limit') await this.store.settle(transaction, challenge, 'exhausted');
      if (refusal) return refusal;
      if (!this.isRight(challenge, code)) {
        await this.store.countTry(transaction, challenge);
        return 'code_incorrect' as const;
      }
      await this.store.settle(transaction, challenge, 'verified');
      await this.sayVerified(transaction, challenge, verifiedAt);
      return { challenge_id: challenge.id, channel: challenge.channel, verified_at: verifiedAt.toISOString() };
    });
    // thrown out here, for the transaction has to be committed: a try that is rolled back was never counted
    if (outcome === null) throw new AppError('code_expired', { id: about });
    if (typeof outcome === 'string') throw new AppError(outcome, { id: about });
    return outcome;
  }

  private refusalOf({ state, tries, expires_at }: Challenge): ErrorCode | null {
    if (state === 'verified') return 'code_used';
    if (state !== 'open' || expires_at <= this.clock.now()) return 'code_expired';
    return tries >= maximumTries ? 'code_limit' : null;
  }

  private isRight({ organization, about, id, code_digest }: Challenge, code: string): boolean {
    return code_digest !== null && this.keys.matches(code_digest, 'code', organization, about, id, code);
  }

  private async sendCode(
    transaction: Transaction,
    { organization, about, channel, sealed_address, message_kind, locale }: StartChallengeTask,
    code: string,
    expiresAt: Date,
  ): Promise<void> {
    const id = newId('msg');
    const context = challengeAddressContext(organization, about);
    const to = check(Address, this.keys.openJson(sealed_address, context));
    // whole minutes, rounded down, as Fides counts them
    const minutes = String(Math.floor(this.env.SUBJECTLINE_CODE_TTL_SECONDS / 60));
    const content: SealedContent = { to, variables: { code, minutes } };
    const message = {
      id,
      organization,
      kind: message_kind,
      channel,
      sealed_content: this.keys.sealJson(content, messageContext(organization, id)),
      locale,
      about,
      expires_at: expiresAt.toISOString(),
    };
    await this.outbox.add(transaction, sendTaskOf(message_kind), message, { id });
  }

  private async sayVerified(
    transaction: Transaction,
    { organization, about, id, channel }: Challenge,
    verifiedAt: Date,
  ): Promise<void> {
    await this.outbox.add(
      transaction,
      IdentityVerified,
      { organization, about, channel, challenge_id: id, verified_at: verifiedAt.toISOString() },
      { id: `verified-${id}` },
    );
  }
}
