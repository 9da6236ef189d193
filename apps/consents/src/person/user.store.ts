import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface UserRow {
  organization: string;
  id: string;
  public_id_digest: string;
  person_digest: string | null;
  sealed_person: string;
  first_confirmed_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export type NewUser = Pick<
  UserRow,
  'organization' | 'id' | 'public_id_digest' | 'person_digest' | 'sealed_person'
>;

/** Which users to list; null for all of them. */
export interface UserSelection {
  readonly personDigests: readonly string[] | null;
  readonly skip: number;
  readonly limit: number;
}

@Injectable()
export class UserStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async read(organization: string, id: string, on: Queryable = this.database): Promise<UserRow | null> {
    const [row] = await on.query<UserRow>('select * from users where organization = $1 and id = $2', [
      organization,
      id,
    ]);
    return row ?? null;
  }

  /** Serialises what happens to one user's events. */
  async lock(transaction: Transaction, organization: string, id: string): Promise<UserRow | null> {
    const [row] = await transaction.query<UserRow>(
      'select * from users where organization = $1 and id = $2 for update',
      [organization, id],
    );
    return row ?? null;
  }

  /** Two transactions that add the same user at once: the second waits and finds it. */
  async lockDigests(
    transaction: Transaction,
    organization: string,
    digests: readonly string[],
  ): Promise<void> {
    for (const digest of digests.toSorted()) {
      await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [
        `${organization} ${digest}`,
      ]);
    }
  }

  async findByPerson(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<UserRow | null> {
    const [row] = await on.query<UserRow>(
      'select * from users where organization = $1 and person_digest = any($2) order by position limit 1',
      [organization, digests],
    );
    return row ?? null;
  }

  async findByPublicId(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<UserRow | null> {
    const [row] = await on.query<UserRow>(
      'select * from users where organization = $1 and public_id_digest = any($2) order by position limit 1',
      [organization, digests],
    );
    return row ?? null;
  }

  async insert(transaction: Transaction, user: NewUser): Promise<void> {
    await transaction.query(
      `insert into users (organization, id, public_id_digest, person_digest, sealed_person, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $6)`,
      [
        user.organization,
        user.id,
        user.public_id_digest,
        user.person_digest,
        user.sealed_person,
        this.clock.now(),
      ],
    );
  }

  async update(transaction: Transaction, user: NewUser): Promise<void> {
    await transaction.query(
      `update users set person_digest = $3, sealed_person = $4, updated_at = $5
       where organization = $1 and id = $2`,
      [user.organization, user.id, user.person_digest, user.sealed_person, this.clock.now()],
    );
  }

  /** Once the events are gone. */
  async delete(transaction: Transaction, { organization, id }: UserRow): Promise<void> {
    await transaction.query('delete from users where organization = $1 and id = $2', [organization, id]);
  }

  async markConfirmed(transaction: Transaction, { organization, id }: UserRow): Promise<void> {
    await transaction.query(
      `update users set first_confirmed_at = $3
       where organization = $1 and id = $2 and first_confirmed_at is null`,
      [organization, id, this.clock.now()],
    );
  }

  /** Oldest first. */
  async list(
    organization: string,
    { personDigests, skip, limit }: UserSelection,
  ): Promise<{ rows: UserRow[]; total: number }> {
    const where = 'organization = $1 and ($2::text[] is null or person_digest = any($2))';
    const [rows, [count]] = await Promise.all([
      this.database.query<UserRow>(
        `select * from users where ${where} order by position offset $3 limit $4`,
        [organization, personDigests, skip, limit],
      ),
      this.database.query<{ total: number }>(`select count(*) as total from users where ${where}`, [
        organization,
        personDigests,
      ]),
    ]);
    return { rows, total: count?.total ?? 0 };
  }
}
