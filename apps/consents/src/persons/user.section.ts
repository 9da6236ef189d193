import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import type { Page, PersonSection, Slice, SoughtPerson } from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import type { UserRow } from '../person/user.store';
import { ownUsers, PersonQuery, shown } from './person-query.store';

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
    return shown(await this.query.page<UserRow>(query, slice), (row) => this.opened(row));
  }

  /** Their events are gone by then. */
  erase(person: SoughtPerson): Promise<ErasedRecords> {
    return this.query.erase('users', `users where id in (${ownUsers})`, this.query.valuesOf(person));
  }

  private opened(row: UserRow): object {
    const { id, first_confirmed_at, created_at, updated_at } = row;
    const person = this.vault.open('person', row, row.sealed_person);
    return { id, ...person, first_confirmed_at, created_at, updated_at };
  }
}
