import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import {
  Database,
  Table,
  type Page,
  type Queryable,
  type Slice,
  type Transaction,
} from '@subjectline/storage';

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
export interface UserSelection extends Slice {
  readonly personDigests: readonly string[] | null;
}

const users = new Table<UserRow>('users');

@Injectable()
export class UserStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  read(organization: string, id: string, on: Queryable = this.database): Promise<UserRow | null> {
    return users.find(on, { organization, id });
  }

  /** Serialises what happens to one user's events. */
  lock(transaction: Transaction, organization: string, id: string): Promise<UserRow | null> {
    return users.lock(transaction, { organization, id });
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

  findByPerson(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<UserRow | null> {
    return users.find(on, { organization, person_digest: digests }, 'position');
  }

  findByPublicId(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<UserRow | null> {
    return users.find(on, { organization, public_id_digest: digests }, 'position');
  }

  insert(transaction: Transaction, user: NewUser): Promise<void> {
    const now = this.clock.now();
    return users.insert(transaction, { ...user, created_at: now, updated_at: now });
  }

  update(
    transaction: Transaction,
    { organization, id, person_digest, sealed_person }: NewUser,
  ): Promise<void> {
    const changes = { person_digest, sealed_person, updated_at: this.clock.now() };
    return users.update(transaction, { organization, id }, changes);
  }

  /** Once the events are gone. */
  delete(transaction: Transaction, { organization, id }: UserRow): Promise<void> {
    return users.delete(transaction, { organization, id });
  }

  markConfirmed(transaction: Transaction, { organization, id }: UserRow): Promise<void> {
    const unconfirmed = { organization, id, first_confirmed_at: null };
    return users.update(transaction, unconfirmed, { first_confirmed_at: this.clock.now() });
  }

  /** Oldest first. */
  list(organization: string, { personDigests, ...slice }: UserSelection): Promise<Page<UserRow>> {
    const chosen = { organization, ...(personDigests && { person_digest: personDigests }) };
    return users.page(this.database, chosen, 'position', slice);
  }
}
