import { Injectable } from '@nestjs/common';
import {
  Clock,
  newId,
  type CreatedLink,
  type CreateLinkRequest,
  type ErrorCode,
  type LinkToken,
  type LinkView,
  type VerifiedChallenge,
  type VerifyLinkRequest,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import {
  isLinkChallenge,
  linkState,
  noPrevious,
  type Challenge,
  type NewChallenge,
} from '../challenge/challenge';
import { ChallengeMessages } from '../challenge/challenge-messages';
import { ChallengeStore } from '../challenge/challenge.store';
import { defaultMaxTries } from '../challenge/code';
import { drawLinkToken } from '../challenge/link-token';
import { reversibleUntil } from './disowning.service';
import { LinkLookupService } from './link-lookup.service';

/** Creates links that a client sends on, and reads and follows links. */
@Injectable()
export class LinkService {
  constructor(
    private readonly store: ChallengeStore,
    private readonly lookup: LinkLookupService,
    private readonly messages: ChallengeMessages,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async create(request: CreateLinkRequest): Promise<CreatedLink> {
    const token = drawLinkToken();
    const challenge = this.newChallenge(request, token);
    const nothingElse = () => Promise.resolve(null);
    await this.store.ifNew(challenge, nothingElse, (latest, _nothing, transaction) => {
      this.store.open(transaction, challenge, latest);
    });
    return { token, expires_at: challenge.expires_at.toISOString() };
  }

  async read({ token }: LinkToken): Promise<LinkView> {
    const challenge = await this.lookup.require(token);
    const { organization, about, message_kind, locale, return_to } = challenge;
    const now = this.clock.now();
    const state = linkState(challenge, now);
    const proves = isLinkChallenge(challenge);
    const link = { organization, about, message_kind, proves, state, locale, return_to };
    return { ...link, ...(state === 'disowned' && reversibleUntil(challenge, now)) };
  }

  /** Uses a link up. */
  verify({ organization, about, token }: VerifyLinkRequest): Promise<VerifiedChallenge> {
    return this.lookup.onLatest({ organization, about }, (latest, transaction) =>
      this.follow(transaction, latest, token),
    );
  }

  private async follow(
    transaction: Transaction,
    latest: Challenge,
    token: string,
  ): Promise<VerifiedChallenge | ErrorCode> {
    const challenge = await this.lookup.challengeOf(transaction, latest, token);
    const isOfLatest = challenge?.organization === latest.organization && challenge.about === latest.about;
    if (!challenge || !isOfLatest || !isLinkChallenge(challenge)) return 'link_unknown';
    const verifiedAt = this.clock.now();
    const state = linkState(challenge, verifiedAt);
    if (state !== 'open') return state === 'used' ? 'link_used' : 'link_expired';
    this.store.settle(transaction, challenge, 'verified');
    await this.messages.publishVerified(transaction, challenge, verifiedAt);
    const { id: challenge_id, channel } = challenge;
    return { challenge_id, channel, verified_at: verifiedAt.toISOString() };
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
      maximum_tries: defaultMaxTries,
      code_digest: null,
      code_of: id,
      link_digest: this.keys.digest('link', token),
      proof_expires_at: expiresAt,
      ...noPrevious,
      expires_at: expiresAt,
    };
  }
}
