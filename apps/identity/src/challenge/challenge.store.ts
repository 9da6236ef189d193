import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';
import { isLinkChallenge, type Challenge, type NewChallenge } from './challenge';

/** As they are written. */
const columns = `organization, id, about, channel, identifier_digest, message_kind, locale, return_to, reusable,
  tries, maximum_tries, code_digest, code_of, link_digest, proof_expires_at, previous_code_digest,
  previous_code_of, previous_expires_at, expires_at`;
const allColumns = `${columns}, state, first_verified_at, settled_at`;
/** The codes of a closed challenge are deleted, so that they cannot be guessed. */
const withoutCodes = 'code_digest = null, previous_code_digest = null';

/** How long an old link or code can still be answered with what happened to it. */
const retentionMs = 180 * 86_400_000;
/** The number of expired rows that a new challenge deletes: more than it adds, so that no cleanup job is needed. */
const deletedAtOnce = 10;

type LatestChallenge = Challenge & { readonly is_known: boolean };

@Injectable()
export class ChallengeStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` with the latest challenge for the subject, under a lock against others that open one; not at all when
   * there is a challenge with this id.
   */
  async ifNew(
    { organization, about, id }: Pick<Challenge, 'organization' | 'about' | 'id'>,
    work: (latest: Challenge | null, transaction: Transaction) => Promise<void> | void,
  ): Promise<void> {
    await this.database.transaction(async (transaction) => {
      transaction.later('select pg_advisory_xact_lock(hashtext($1))', [`${organization} ${about}`]);
      const latest = await this.lockLatest(transaction, organization, about, id);
      if (!latest?.is_known) await work(latest, transaction);
    });
  }

  /** Opens a challenge in place of the latest for its subject, and deletes a few that expired long ago. */
  open(
    transaction: Transaction,
    challenge: NewChallenge,
    latest: Pick<Challenge, 'organization' | 'id' | 'state'> | null,
  ): void {
    if (latest?.state === 'open') this.settle(transaction, latest, 'replaced');
    transaction.later(
      `with expired as (
         delete from challenges where ctid = any(array(
           select ctid from challenges where expires_at < $21 and not (organization = $1 and about = $3)
           order by expires_at limit ${deletedAtOnce} for update skip locked)))
       insert into challenges (${columns}, created_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 'open')`,
      [
        challenge.organization,
        challenge.id,
        challenge.about,
        challenge.channel,
        challenge.identifier_digest,
        challenge.message_kind,
        challenge.locale,
        challenge.return_to,
        challenge.reusable,
        challenge.tries,
        challenge.maximum_tries,
        challenge.code_digest,
        challenge.code_of,
        challenge.link_digest,
        challenge.proof_expires_at,
        challenge.previous_code_digest,
        challenge.previous_code_of,
        challenge.previous_expires_at,
        challenge.expires_at,
        this.clock.now(),
        new Date(this.clock.nowMs() - retentionMs),
      ],
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

  /** The challenge of a link, by the digests of its token under every key; not locked. */
  async findByLink(
    digests: readonly string[],
    queryable: Queryable = this.database,
  ): Promise<Challenge | null> {
    const [challenge] = await queryable.query<Challenge>(
      `select ${allColumns} from challenges where link_digest = any($1) order by position desc limit 1`,
      [digests],
    );
    return challenge ?? null;
  }

  countTry(transaction: Transaction, { organization, id }: Challenge): void {
    transaction.later('update challenges set tries = tries + 1 where organization = $1 and id = $2', [
      organization,
      id,
    ]);
  }

  /** A reusable code was right for the first time; it stays open. */
  markVerified(transaction: Transaction, { organization, id }: Challenge): void {
    transaction.later('update challenges set first_verified_at = $3 where organization = $1 and id = $2', [
      organization,
      id,
      this.clock.now(),
    ]);
  }

  /** Ends a challenge. Its link is still answered. A disowned challenge keeps its codes, as it may be restored. */
  settle(
    transaction: Transaction,
    { organization, id }: Pick<Challenge, 'organization' | 'id'>,
    state: 'verified' | 'exhausted' | 'disowned' | 'replaced',
  ): void {
    transaction.later(
      `update challenges set state = $3, ${state === 'disowned' ? '' : `${withoutCodes}, `}settled_at = $4
       where organization = $1 and id = $2`,
      [organization, id, state, this.clock.now()],
    );
  }

  /** Restores a disowned challenge. */
  takeBack(transaction: Transaction, challenge: Challenge): void {
    const { organization, id, tries, maximum_tries } = challenge;
    if (tries >= maximum_tries && !isLinkChallenge(challenge)) {
      return this.settle(transaction, challenge, 'exhausted');
    }
    transaction.later(
      `update challenges set state = 'open', settled_at = null where organization = $1 and id = $2`,
      [organization, id],
    );
  }

  /** The state of the latest challenge for a subject; null when there never was one. */
  async stateOf(organization: string, about: string): Promise<Challenge['state'] | null> {
    const [row] = await this.database.query<Pick<Challenge, 'state'>>(
      'select state from challenges where organization = $1 and about = $2 order by position desc limit 1',
      [organization, about],
    );
    return row?.state ?? null;
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
        `select ${allColumns},
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
