import { Injectable } from '@nestjs/common';
import { Clock, type Channel } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';

export interface NewChallenge {
  readonly organization: string;
  readonly id: string;
  readonly about: string;
  readonly channel: Channel;
  readonly codeDigest: string;
  readonly expiresAt: Date;
}

export interface Challenge {
  organization: string;
  id: string;
  about: string;
  channel: Channel;
  state: 'open' | 'verified' | 'exhausted' | 'replaced';
  code_digest: string | null;
  tries: number;
  expires_at: Date;
}

@Injectable()
export class ChallengeStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Opens a challenge in place of the one that is open about the same thing. Its id again changes nothing. */
  async open(challenge: NewChallenge, andThen: (transaction: Transaction) => Promise<void>): Promise<void> {
    const { organization, id, about, channel, codeDigest, expiresAt } = challenge;
    await this.database.transaction(async (transaction) => {
      // two tasks about the same thing wait for each other here
      await transaction.query('select pg_advisory_xact_lock(hashtext($1))', [`${organization} ${about}`]);
      const known = await transaction.query('select 1 from challenges where organization = $1 and id = $2', [
        organization,
        id,
      ]);
      if (known.length > 0) return;
      await transaction.query(
        `update challenges set state = 'replaced', code_digest = null, settled_at = $3
         where organization = $1 and about = $2 and state = 'open'`,
        [organization, about, this.clock.now()],
      );
      await transaction.query(
        `insert into challenges (organization, id, about, channel, state, code_digest, expires_at, created_at)
         values ($1, $2, $3, $4, 'open', $5, $6, $7)`,
        [organization, id, about, channel, codeDigest, expiresAt, this.clock.now()],
      );
      await andThen(transaction);
    });
  }

  /** Runs `work` on the latest challenge about something while it is locked; null when there never was one. */
  withLatest<T>(
    organization: string,
    about: string,
    work: (challenge: Challenge, transaction: Transaction) => Promise<T>,
  ): Promise<T | null> {
    return this.database.transaction(async (transaction) => {
      const [challenge] = await transaction.query<Challenge>(
        `select organization, id, about, channel, state, code_digest, tries, expires_at from challenges
         where organization = $1 and about = $2 order by position desc limit 1 for update`,
        [organization, about],
      );
      return challenge ? work(challenge, transaction) : null;
    });
  }

  async countTry(transaction: Transaction, { organization, id }: Challenge): Promise<void> {
    await transaction.query('update challenges set tries = tries + 1 where organization = $1 and id = $2', [
      organization,
      id,
    ]);
  }

  /** Ends a challenge; what could be guessed at is gone with it. */
  async settle(
    transaction: Transaction,
    { organization, id }: Challenge,
    state: 'verified' | 'exhausted',
  ): Promise<void> {
    await transaction.query(
      `update challenges set state = $3, code_digest = null, settled_at = $4
       where organization = $1 and id = $2`,
      [organization, id, state, this.clock.now()],
    );
  }
}
