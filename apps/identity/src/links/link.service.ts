import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  AppError,
  Clock,
  newId,
  type CreatedLink,
  type CreateLinkRequest,
  type DisownedLink,
  type DisowningState,
  type ErrorCode,
  type LinkReference,
  type LinkToken,
  type LinkView,
  type TakenBack,
  type VerifiedChallenge,
  type VerifyLinkRequest,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import {
  goodUntil,
  isProvedByLink,
  linkState,
  noPrevious,
  wasProved,
  type Challenge,
  type NewChallenge,
} from '../challenge/challenge';
import { ChallengeMessages } from '../challenge/challenge-messages';
import { ChallengeStore } from '../challenge/challenge.store';
import { usualMaximumTries } from '../challenge/code';
import { drawLinkToken } from '../challenge/link-token';
import { LimitsService } from '../limits/limits.service';

/** What is done with a link once it is in somebody's hands, and links that are handed on by others. */
@Injectable()
export class LinkService {
  constructor(
    private readonly store: ChallengeStore,
    private readonly limits: LimitsService,
    private readonly messages: ChallengeMessages,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async create(request: CreateLinkRequest): Promise<CreatedLink> {
    const token = drawLinkToken();
    const challenge = this.newChallenge(request, token);
    await this.store.unlessKnown(challenge, (latest, transaction) =>
      this.store.open(transaction, challenge, latest),
    );
    return { token, expires_at: challenge.expires_at.toISOString() };
  }

  async read({ token }: LinkToken): Promise<LinkView> {
    const challenge = await this.find(token);
    const { organization, about, message_kind, locale, return_to } = challenge;
    const state = linkState(challenge, this.clock.now());
    const proves = isProvedByLink(challenge);
    const link = { organization, about, message_kind, proves, state, locale, return_to };
    return { ...link, ...(state === 'disowned' && this.reversibleUntil(challenge)) };
  }

  /** Uses a link up. The challenge is locked throughout: of those who come at once, one succeeds. */
  async verify(request: VerifyLinkRequest): Promise<VerifiedChallenge> {
    const { organization, about, token } = request;
    const outcome = await this.store.withLatest(organization, about, (latest, transaction) =>
      this.follow(transaction, latest, token),
    );
    if (outcome === null) throw new AppError('link_unknown', { id: about });
    if (typeof outcome === 'string') throw new AppError(outcome, { id: about });
    return outcome;
  }

  /**
   * "This was not me." Whichever of the messages about a thing says so, the latest challenge about it ends. Who has
   * the link reads the mailbox: nobody else can keep codes from it.
   */
  async disown({ token }: LinkToken): Promise<DisownedLink> {
    const { organization, about } = await this.find(token);
    const outcome = await this.store.withLatest(organization, about, (latest, transaction) =>
      this.settleDisowned(transaction, latest, token),
    );
    if (outcome === null) throw new AppError('link_unknown', { id: about });
    if (typeof outcome === 'string') throw new AppError(outcome, { id: about });
    return { organization, about, ...outcome };
  }

  /** Its person asked for it after all. The link is read by who reads the mailbox, as it was when it was disowned. */
  async takeBack({ token }: LinkToken): Promise<TakenBack> {
    const { organization, about } = await this.find(token);
    const outcome = await this.store.withLatest(organization, about, (latest, transaction) =>
      this.settleTakenBack(transaction, latest, token),
    );
    if (outcome === null) throw new AppError('link_unknown', { id: about });
    if (typeof outcome === 'string') throw new AppError(outcome, { id: about });
    return { organization, about, good_until: outcome.toISOString() };
  }

  async readDisowning({ organization, about }: LinkReference): Promise<DisowningState> {
    return { disowned: (await this.store.stateOf(organization, about)) === 'disowned' };
  }

  private async find(token: string): Promise<Challenge> {
    const challenge = await this.store.findByLink(this.keys.digests('link', token));
    if (!challenge) throw new AppError('link_unknown');
    return challenge;
  }

  private async follow(
    transaction: Transaction,
    latest: Challenge,
    token: string,
  ): Promise<VerifiedChallenge | ErrorCode> {
    const challenge = await this.linkedTo(transaction, latest, token);
    const isOfLatest = challenge?.organization === latest.organization && challenge.about === latest.about;
    if (!challenge || !isOfLatest || !isProvedByLink(challenge)) return 'link_unknown';
    const verifiedAt = this.clock.now();
    const state = linkState(challenge, verifiedAt);
    if (state !== 'open') return state === 'used' ? 'link_used' : 'link_expired';
    await this.store.settle(transaction, challenge, 'verified');
    await this.messages.sayVerified(transaction, challenge, verifiedAt);
    return {
      challenge_id: challenge.id,
      channel: challenge.channel,
      verified_at: verifiedAt.toISOString(),
    };
  }

  private async settleDisowned(
    transaction: Transaction,
    latest: Challenge,
    token: string,
  ): Promise<Pick<DisownedLink, 'quiet_until' | 'reversible_until'> | ErrorCode> {
    const challenge = await this.linkedTo(transaction, latest, token);
    if (!challenge) return 'link_unknown';
    const before = [challenge, latest].find(({ state }) => state === 'disowned');
    if (!before && (wasProved(challenge) || wasProved(latest))) return 'link_used';
    const disownedAt = before?.settled_at ?? this.clock.now();
    if (!before) {
      await this.store.settle(transaction, latest, 'disowned');
      await this.limits.keepQuiet(transaction, challenge);
      await this.messages.sayDisowned(transaction, latest, disownedAt);
      const facts = { about: latest.about, challenge: latest.id };
      transaction.afterCommit(() => this.logger.warn(facts, 'a challenge was disowned'));
    }
    const quiet_until = this.quietUntil(challenge, disownedAt).toISOString();
    return { quiet_until, ...this.reversibleUntil(before ?? latest) };
  }

  /** Until when what was stopped is of use again. */
  private async settleTakenBack(
    transaction: Transaction,
    latest: Challenge,
    token: string,
  ): Promise<Date | ErrorCode> {
    const challenge = await this.linkedTo(transaction, latest, token);
    if (!challenge) return 'link_unknown';
    if (wasProved(challenge) || wasProved(latest)) return 'link_used';
    const until = goodUntil(latest, this.clock.now());
    if (!until) return 'link_expired';
    if (challenge.state === 'disowned' || latest.state === 'disowned') {
      await this.limits.endQuiet(transaction, challenge);
    }
    if (latest.state !== 'disowned') return until;
    await this.store.takeBack(transaction, latest);
    await this.messages.sayTakenBack(transaction, latest);
    const facts = { about: latest.about, challenge: latest.id };
    transaction.afterCommit(() => this.logger.info(facts, 'a disowning was taken back'));
    return until;
  }

  private reversibleUntil(challenge: Challenge): Pick<DisownedLink, 'reversible_until'> {
    const until = goodUntil(challenge, this.clock.now());
    return until ? { reversible_until: until.toISOString() } : {};
  }

  private quietUntil({ identifier_digest }: Challenge, disownedAt: Date): Date {
    return identifier_digest === null ? disownedAt : this.limits.quietUntil(disownedAt);
  }

  /** Mostly the latest challenge itself; an earlier one can still say how it ended. */
  private async linkedTo(
    transaction: Transaction,
    latest: Challenge,
    token: string,
  ): Promise<Challenge | null> {
    const digests = this.keys.digests('link', token);
    if (latest.link_digest !== null && digests.includes(latest.link_digest)) return latest;
    return this.store.findByLink(digests, transaction);
  }

  private newChallenge(request: CreateLinkRequest, token: string): NewChallenge {
    const { organization, about, message_kind, locale, lifetime_seconds } = request;
    const { channel = 'email', return_to = null } = request;
    const id = newId('cha');
    const expiresAt = new Date(this.clock.nowMs() + lifetime_seconds * 1_000);
    return {
      organization,
      id,
      about,
      channel,
      identifier_digest: null,
      message_kind,
      locale,
      return_to,
      reusable: false,
      tries: 0,
      maximum_tries: usualMaximumTries,
      code_digest: null,
      code_of: id,
      link_digest: this.keys.digest('link', token),
      proof_expires_at: expiresAt,
      ...noPrevious,
      expires_at: expiresAt,
    };
  }
}
