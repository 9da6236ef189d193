import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  Clock,
  type DisownedLink,
  type DisowningState,
  type ErrorCode,
  type LinkReference,
  type LinkToken,
  type TakenBack,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { validUntil, wasVerified, type Challenge } from '../challenge/challenge';
import { ChallengeMessages } from '../challenge/challenge-messages';
import { ChallengeStore } from '../challenge/challenge.store';
import { LimitsService } from '../limits/limits.service';
import { LinkLookupService } from './link-lookup.service';

/** "This was not me", and taking that back. */
@Injectable()
export class DisowningService {
  constructor(
    private readonly store: ChallengeStore,
    private readonly lookup: LinkLookupService,
    private readonly limits: LimitsService,
    private readonly messages: ChallengeMessages,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /**
   * The link of any message about a subject ends the latest challenge for it. Its holder reads the mailbox: a stranger
   * cannot keep codes from it.
   */
  async disown({ token }: LinkToken): Promise<DisownedLink> {
    const { organization, about } = await this.lookup.require(token);
    const outcome = await this.lookup.onLatest({ organization, about }, (latest, transaction) =>
      this.disownLatest(transaction, latest, token),
    );
    return { organization, about, ...outcome };
  }

  /** The person asked for it after all. */
  async takeBack({ token }: LinkToken): Promise<TakenBack> {
    const { organization, about } = await this.lookup.require(token);
    const until = await this.lookup.onLatest({ organization, about }, (latest, transaction) =>
      this.takeBackLatest(transaction, latest, token),
    );
    return { organization, about, good_until: until.toISOString() };
  }

  async readDisowning({ organization, about }: LinkReference): Promise<DisowningState> {
    return { disowned: (await this.store.stateOf(organization, about)) === 'disowned' };
  }

  private async disownLatest(
    transaction: Transaction,
    latest: Challenge,
    token: string,
  ): Promise<Pick<DisownedLink, 'quiet_until' | 'reversible_until'> | ErrorCode> {
    const challenge = await this.lookup.challengeOf(transaction, latest, token);
    if (!challenge) return 'link_unknown';
    const disowned = [challenge, latest].find(({ state }) => state === 'disowned');
    if (!disowned && (wasVerified(challenge) || wasVerified(latest))) return 'link_used';
    const disownedAt = disowned?.settled_at ?? this.clock.now();
    if (!disowned) await this.settle(transaction, challenge, latest, disownedAt);
    const quiet_until = this.quietUntil(challenge, disownedAt).toISOString();
    return { quiet_until, ...reversibleUntil(disowned ?? latest, this.clock.now()) };
  }

  private async settle(
    transaction: Transaction,
    challenge: Challenge,
    latest: Challenge,
    disownedAt: Date,
  ): Promise<void> {
    this.store.settle(transaction, latest, 'disowned');
    this.limits.startQuietTime(transaction, challenge);
    await this.messages.publishDisowned(transaction, latest, disownedAt);
    const facts = { about: latest.about, challenge: latest.id };
    transaction.afterCommit(() => this.logger.warn(facts, 'a challenge was disowned'));
  }

  /** @returns until when the restored challenge is valid */
  private async takeBackLatest(
    transaction: Transaction,
    latest: Challenge,
    token: string,
  ): Promise<Date | ErrorCode> {
    const challenge = await this.lookup.challengeOf(transaction, latest, token);
    if (!challenge) return 'link_unknown';
    if (wasVerified(challenge) || wasVerified(latest)) return 'link_used';
    const until = validUntil(latest, this.clock.now());
    if (!until) return 'link_expired';
    if (challenge.state === 'disowned' || latest.state === 'disowned') {
      this.limits.endQuietTime(transaction, challenge);
    }
    if (latest.state !== 'disowned') return until;
    this.store.takeBack(transaction, latest);
    await this.messages.publishTakenBack(transaction, latest);
    const facts = { about: latest.about, challenge: latest.id };
    transaction.afterCommit(() => this.logger.info(facts, 'a disowning was taken back'));
    return until;
  }

  private quietUntil({ identifier_digest }: Challenge, disownedAt: Date): Date {
    return identifier_digest === null ? disownedAt : this.limits.quietUntil(disownedAt);
  }
}

export function reversibleUntil(challenge: Challenge, now: Date): Pick<DisownedLink, 'reversible_until'> {
  const until = validUntil(challenge, now);
  return until ? { reversible_until: until.toISOString() } : {};
}
