import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, RemovedRecords, Table, type Queryable, type Transaction } from '@subjectline/storage';
import { isLinkChallenge, type Challenge, type NewChallenge } from './challenge';

const challenges = new Table<StoredChallenge>('challenges');

/** The codes of a closed challenge are deleted, so that they cannot be guessed. */
const withoutCodes = { code_digest: null, previous_code_digest: null };

/** How long an old link or code can still be answered with what happened to it. */
const retentionMs = 180 * 86_400_000;
/** The number of expired rows that a new challenge deletes: more than it adds, so that no cleanup job is needed. */
const deletedAtOnce = 10;

interface StoredChallenge extends Challenge {
  readonly created_at: Date;
}

type LatestChallenge = Challenge & { readonly is_known: boolean };

@Injectable()
export class ChallengeStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly removed: RemovedRecords,
  ) {}

  /**
   * Runs `work` with the latest challenge for the subject, under a lock against others that open one; not at all when
   * there is a challenge with this id.
   * @param ask what `work` needs to know besides: asked in the same round trip, after the lock
   */
  async ifNew<T>(
    { organization, about, id }: Pick<Challenge, 'organization' | 'about' | 'id'>,
    ask: (transaction: Transaction) => Promise<T>,
    work: (latest: Challenge | null, asked: T, transaction: Transaction) => Promise<void> | void,
  ): Promise<void> {
    await this.database.transaction(async (transaction) => {
      transaction.later('select pg_advisory_xact_lock(hashtext($1))', [`${organization} ${about}`]);
      const [latest, asked] = await Promise.all([
        this.lockLatest(transaction, organization, about, id),
        ask(transaction),
      ]);
      if (!latest?.is_known) await work(latest, asked, transaction);
    });
  }

  /** Opens a challenge in place of the latest for its subject, and deletes a few that expired long ago. */
  open(
    transaction: Transaction,
    challenge: NewChallenge,
    latest: Pick<Challenge, 'organization' | 'id' | 'state'> | null,
  ): void {
    if (latest?.state === 'open') this.settle(transaction, latest, 'replaced');
    const row = { ...challenge, created_at: this.clock.now(), state: 'open' } as const;
    const [insertion, values] = challenges.insertSql(
      row,
      'returning (select count(*) from expired) as removed',
    );
    const number = values.length;
    transaction.later(
      `with expired as (
         delete from challenges where ctid = any(array(
           select ctid from challenges
           where expires_at < $${number + 1} and not (organization = $${number + 2} and about = $${number + 3})
           order by expires_at limit ${deletedAtOnce} for update skip locked)) returning 1)
       ${insertion}`,
      [...values, new Date(this.clock.nowMs() - retentionMs), challenge.organization, challenge.about],
      ([result]) => this.removed.count('challenge', Number(result?.['removed'] ?? 0)),
    );
  }

  /** Runs `work` on the latest challenge for a subject while it is locked; null when there never was one. */
  withLatest<T>(
    organization: string,
    about: string,
    work: (challenge: Challenge, transaction: Transaction) => Promise<T>,
  ): Promise<T | null> {
    return this.database.transaction(async (transaction) => {
      const challenge = await this.lockLatest(transaction, organization, about);
      return challenge ? work(challenge, transaction) : null;
    });
  }

  /** The same for several subjects, locked in a fixed order; without those that never had a challenge. */
  withLatestOf<T>(
    organization: string,
    subjects: readonly string[],
    work: (challenges: readonly Challenge[], transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (transaction) => {
      const challenges: Challenge[] = [];
      for (const about of [...new Set(subjects)].toSorted()) {
        const challenge = await this.lockLatest(transaction, organization, about);
        if (challenge) challenges.push(challenge);
      }
      return work(challenges, transaction);
    });
  }

  /** The challenge of a link, by the digests of its token under every key; not locked. */
  findByLink(digests: readonly string[], queryable: Queryable = this.database): Promise<Challenge | null> {
    return challenges.find(queryable, { link_digest: digests }, 'position desc');
  }

  countTry(transaction: Transaction, { organization, id }: Challenge): void {
    transaction.later('update challenges set tries = tries + 1 where organization = $1 and id = $2', [
      organization,
      id,
    ]);
  }

  /** A reusable code was right for the first time; it stays open. */
  markVerified(transaction: Transaction, { organization, id }: Challenge): void {
    challenges.updateLater(transaction, { organization, id }, { first_verified_at: this.clock.now() });
  }

  /** Ends a challenge. Its link is still answered. A disowned challenge keeps its codes, as it may be restored. */
  settle(
    transaction: Transaction,
    { organization, id }: Pick<Challenge, 'organization' | 'id'>,
    state: 'verified' | 'exhausted' | 'disowned' | 'replaced',
  ): void {
    const changes = { ...(state !== 'disowned' && withoutCodes), state, settled_at: this.clock.now() };
    challenges.updateLater(transaction, { organization, id }, changes);
  }

  /** Restores a disowned challenge. */
  takeBack(transaction: Transaction, challenge: Challenge): void {
    const { organization, id, tries, maximum_tries } = challenge;
    if (tries >= maximum_tries && !isLinkChallenge(challenge)) {
      return this.settle(transaction, challenge, 'exhausted');
    }
    challenges.updateLater(transaction, { organization, id }, { state: 'open', settled_at: null });
  }

  /** The state of the latest challenge for a subject; null when there never was one. */
  async stateOf(organization: string, about: string): Promise<Challenge['state'] | null> {
    return (await challenges.find(this.database, { organization, about }, 'position desc'))?.state ?? null;
  }

  /** @param id of a challenge: `is_known` of the result says whether it exists */
  private async lockLatest(
    transaction: Transaction,
    organization: string,
    about: string,
    id = '',
  ): Promise<LatestChallenge | null> {
    for (let seen = ''; ;) {
      const [challenge] = await transaction.query<LatestChallenge>(
        `select *,
           exists (select 1 from challenges where organization = $1 and id = $3) as is_known
         from challenges where organization = $1 and about = $2 order by position desc limit 1 for update`,
        [organization, about, id],
      );
      // while this waited for the lock another challenge replaced it: read that one, unless it was deleted
      if (challenge?.state !== 'replaced' || challenge.id === seen) return challenge ?? null;
      seen = challenge.id;
    }
  }
}
