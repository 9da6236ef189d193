import { Injectable } from '@nestjs/common';
import { AppError, type ErrorCode, type LinkReference } from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import type { Challenge } from '../challenge/challenge';
import { ChallengeStore } from '../challenge/challenge.store';

/** The outcome of work on a challenge. A refusal is returned, so that what was written is committed. */
type Outcome<T extends object> = T | ErrorCode;

/** Finds the challenge of a link, and locks the latest one for its subject. */
@Injectable()
export class LinkLookupService {
  constructor(
    private readonly store: ChallengeStore,
    private readonly keys: KeyRing,
  ) {}

  async require(token: string): Promise<Challenge> {
    const challenge = await this.store.findByLink(this.keys.digests('link', token));
    if (!challenge) throw new AppError('link_unknown');
    return challenge;
  }

  /** The latest challenge when the link is its own, or an earlier one, which can still tell how it ended. */
  async challengeOf(transaction: Transaction, latest: Challenge, token: string): Promise<Challenge | null> {
    const digests = this.keys.digests('link', token);
    if (latest.link_digest !== null && digests.includes(latest.link_digest)) return latest;
    return this.store.findByLink(digests, transaction);
  }

  /** Runs `work` on the latest challenge while it is locked: of concurrent calls one succeeds. */
  async onLatest<T extends object>(
    { organization, about }: LinkReference,
    work: (latest: Challenge, transaction: Transaction) => Promise<Outcome<T>>,
  ): Promise<T> {
    const outcome = await this.store.withLatest(organization, about, work);
    if (outcome === null) throw new AppError('link_unknown', { id: about });
    if (typeof outcome === 'string') throw new AppError(outcome, { id: about });
    return outcome;
  }
}
