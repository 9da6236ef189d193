import { Injectable } from '@nestjs/common';
import {
  AppError,
  maxFreeValuesLength,
  newId,
  type ConsentUserChanges,
  type ConsentUserInput,
  type FreeValues,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { comparable } from './addresses';
import { ConsentVault, type Person } from './consent-vault';
import { UserStore, type UserRow } from './user.store';

/** A user, and who that is. */
export interface KnownUser {
  readonly row: UserRow;
  readonly person: Person;
}

interface UserNames {
  readonly user_id?: string | null | undefined;
  readonly organization_user_id?: string | null | undefined;
}

/** Finds the user that a caller means, and creates new ones. */
@Injectable()
export class UserDirectory {
  constructor(
    private readonly store: UserStore,
    private readonly vault: ConsentVault,
  ) {}

  /** The user that both ids fit; null when there is none. */
  async find(organization: string, { user_id, organization_user_id }: UserNames): Promise<KnownUser | null> {
    const row = user_id
      ? await this.store.findByPublicId(organization, this.vault.publicIdDigests(organization, user_id))
      : await this.store.findByPerson(
          organization,
          this.vault.personDigests(organization, organization_user_id ?? ''),
        );
    const user = row && this.known(row);
    return user && (!organization_user_id || isCalled(user.person, organization_user_id)) ? user : null;
  }

  async read(organization: string, id: string): Promise<KnownUser | null> {
    const row = await this.store.read(organization, id);
    return row && this.known(row);
  }

  /** Oldest first; all of them, or those with this name. */
  async list(
    organization: string,
    { organization_user_id }: Pick<UserNames, 'organization_user_id'>,
    slice: { readonly skip: number; readonly limit: number },
  ): Promise<{ users: KnownUser[]; total: number }> {
    const personDigests =
      organization_user_id === undefined
        ? null
        : this.vault.personDigests(organization, organization_user_id ?? '');
    const { rows, total } = await this.store.list(organization, { personDigests, ...slice });
    return { users: rows.map((row) => this.known(row)), total };
  }

  known(row: UserRow): KnownUser {
    return { row, person: this.vault.open('person', row, row.sealed_person) };
  }

  /** Locked to the end of the transaction, and with what the caller says of them now. */
  async admit(
    transaction: Transaction,
    organization: string,
    input: ConsentUserInput,
  ): Promise<KnownUser & { isNew: boolean }> {
    const found = await this.findLocked(transaction, organization, input);
    const row = found && (await this.store.lock(transaction, organization, found.id));
    if (!row) return { ...(await this.add(transaction, organization, input)), isNew: true };
    const { person } = this.known(row);
    requireSame(person, input);
    const renewed = this.rowOf(organization, row.id, personOf(input, person));
    await this.store.update(transaction, renewed);
    return { ...this.known({ ...row, ...renewed, public_id_digest: row.public_id_digest }), isNew: false };
  }

  /** What is absent stays, null clears; of metadata each key by itself. Null where there is no such user. */
  async change(
    transaction: Transaction,
    organization: string,
    userId: string,
    changes: ConsentUserChanges,
  ): Promise<KnownUser | null> {
    const { organization_user_id } = changes;
    const found = await this.findLocked(transaction, organization, { id: userId, organization_user_id });
    const row = found && (await this.store.lock(transaction, organization, found.id));
    if (!row || !this.isOf(row, userId)) return null;
    const { person } = this.known(row);
    requireSame(person, changes);
    const renewed = this.rowOf(organization, row.id, changedPerson(person, changes));
    await this.store.update(transaction, renewed);
    const stored = await this.store.read(organization, row.id, transaction);
    return stored && this.known(stored);
  }

  /** The user of this id, locked; null when there is none. */
  async lock(transaction: Transaction, organization: string, userId: string): Promise<UserRow | null> {
    const digests = this.vault.publicIdDigests(organization, userId);
    const found = await this.store.findByPublicId(organization, digests, transaction);
    return found && this.store.lock(transaction, organization, found.id);
  }

  /** Messages to a user are about their events: without any, nothing needs the address. Their ids stay. */
  async forgetEmail(transaction: Transaction, row: UserRow): Promise<void> {
    const { person } = this.known(row);
    if (person.email === null) return;
    await this.store.update(transaction, this.rowOf(row.organization, row.id, { ...person, email: null }));
  }

  private isOf(row: UserRow, userId: string): boolean {
    return this.known(row).person.public_id === userId;
  }

  private async findLocked(
    transaction: Transaction,
    organization: string,
    { id, organization_user_id }: ConsentUserInput,
  ): Promise<UserRow | null> {
    const idDigests = id ? this.vault.publicIdDigests(organization, id) : [];
    const personDigests = organization_user_id
      ? this.vault.personDigests(organization, organization_user_id)
      : [];
    await this.store.lockDigests(transaction, organization, [...idDigests, ...personDigests]);
    const byId = await this.store.findByPublicId(organization, idDigests, transaction);
    const byPerson = await this.store.findByPerson(organization, personDigests, transaction);
    if (byId && byPerson && byId.id !== byPerson.id) throw new AppError('conflict', { what: 'user' });
    return byId ?? byPerson;
  }

  private async add(
    transaction: Transaction,
    organization: string,
    input: ConsentUserInput,
  ): Promise<KnownUser> {
    const id = newId('usr');
    await this.store.insert(transaction, this.rowOf(organization, id, personOf(input, null, id)));
    const row = await this.store.lock(transaction, organization, id);
    if (!row) throw new Error('a user that was just added is gone');
    return this.known(row);
  }

  private rowOf(organization: string, id: string, person: Person) {
    const { public_id, organization_user_id } = person;
    return {
      organization,
      id,
      public_id_digest: this.vault.publicIdDigest(organization, public_id),
      person_digest: organization_user_id && this.vault.personDigest(organization, organization_user_id),
      sealed_person: this.vault.seal('person', { organization, id }, person),
    };
  }
}

function isCalled({ organization_user_id }: Person, name: string): boolean {
  return organization_user_id !== null && comparable(organization_user_id) === comparable(name);
}

/** A user has one id and one name: other values mean another user. */
function requireSame(person: Person, { id, organization_user_id }: ConsentUserInput): void {
  const isOther =
    (id && id !== person.public_id) ||
    (organization_user_id && person.organization_user_id && !isCalled(person, organization_user_id));
  if (isOther) throw new AppError('conflict', { what: 'user' });
}

/** What was known and what is said now; what is said now wins. */
function personOf(input: ConsentUserInput, known: Person | null, newPublicId = ''): Person {
  return {
    public_id: known?.public_id ?? input.id ?? newPublicId,
    organization_user_id: known?.organization_user_id ?? (input.organization_user_id?.trim() || null),
    email: input.email ?? known?.email ?? null,
    country: input.country?.toUpperCase() ?? known?.country ?? null,
    metadata: merged(known?.metadata ?? {}, input.metadata ?? {}),
  };
}

function changedPerson(
  known: Person,
  { organization_user_id, email, country, metadata = {} }: ConsentUserChanges,
): Person {
  const values = merged(known.metadata, metadata);
  return {
    ...known,
    organization_user_id: known.organization_user_id ?? (organization_user_id?.trim() || null),
    email: email === undefined ? known.email : email,
    country: country === undefined ? known.country : (country?.toUpperCase() ?? null),
    metadata: Object.fromEntries(Object.entries(values).filter(([key]) => metadata[key] !== null)),
  };
}

/** The newest entries, up to the size of one event: the holder of a token could make a user too large to be read. */
function merged(before: FreeValues, now: FreeValues): FreeValues {
  const older = Object.entries(before).filter(([key]) => !Object.hasOwn(now, key));
  const newestFirst = [...older, ...Object.entries(now)].toReversed();
  let length = 0;
  const kept = newestFirst.filter((entry) => (length += JSON.stringify(entry).length) <= maxFreeValuesLength);
  return Object.fromEntries(kept.toReversed());
}
