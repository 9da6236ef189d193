import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import type { Page, PersonSection, Slice, SoughtPerson } from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import type { SignInRow } from '../sign-in/sign-in.store';
import { PersonQuery, shown } from './person-query.store';

const signIns = 'sign_ins where organization = $1 and id = any($2)';

/** Sign-ins that have been started. */
@Injectable()
export class SignInSection implements PersonSection {
  readonly name = 'sign_ins';

  constructor(
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
  ) {}

  async find({ organization, values }: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const ids = values.flatMap((value) => this.vault.signInIds(organization, value));
    const query = { columns: '*', from: signIns, order: 'id', values: [organization, ids] };
    return shown(await this.query.page<SignInRow>(query, slice), (row) => this.opened(row));
  }

  erase({ organization, values }: SoughtPerson): Promise<ErasedRecords> {
    const ids = values.flatMap((value) => this.vault.signInIds(organization, value));
    return this.query.erase('sign_ins', signIns, [organization, ids]);
  }

  private opened(row: SignInRow): object {
    const { id, started_at, sealed_content } = row;
    return { id, started_at, ...this.vault.open('sign-in', row, sealed_content) };
  }
}
