import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  erasedBatch,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import type { UserRow } from '../person/user.store';
import { ownUsers, PersonQuery } from './person-query';

/** The users that are called as the person is, or whose messages go to the person. */
@Injectable()
export class UserSection implements PersonSection {
  readonly name = 'users';

  constructor(
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const from = `users where organization = $1 and id in (${ownUsers})`;
    const values = this.query.valuesOf(person);
    const query = { columns: '*', from, order: 'position', values };
    const { rows, total } = await this.query.page<UserRow>(query, slice);
    return { rows: rows.map((row) => this.opened(row)), total };
  }

  /** Their events are gone by then. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const erased = await this.query.erase(
      'users',
      `users where id in (${ownUsers})`,
      this.query.valuesOf(person),
    );
    return erasedBatch(erased);
  }

  private opened(row: UserRow): object {
    const { id, first_confirmed_at, created_at, updated_at } = row;
    const person = this.vault.open('person', row, row.sealed_person);
    return { id, ...person, first_confirmed_at, created_at, updated_at };
  }
}
