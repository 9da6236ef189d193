import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import { sliceOf, type Page, type PersonSection, type Slice, type SoughtPerson } from '@subjectline/storage';
import { OperatorStore } from './operator.store';

/** The account of a person who works in the console. It is erased whatever its role: the root client can invite owners. */
@Injectable()
export class OperatorSection implements PersonSection {
  readonly name = 'operators';

  constructor(private readonly store: OperatorStore) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const rows = await this.store.listByDigests(person.organization, person.digests);
    const records = rows.map(({ id, role, locale, disabled, invited_at, active_at, created_at, ...row }) => {
      const { email, first_name, last_name, oidc = null } = this.store.open({ id, ...row });
      const state = { role, locale, disabled, invited_at, active_at, created_at };
      return { id, email, first_name, last_name, oidc, ...state };
    });
    return sliceOf(records, slice);
  }

  async erase({ organization, digests }: SoughtPerson): Promise<ErasedRecords> {
    const rows = await this.store.listByDigests(organization, digests);
    for (const row of rows) await this.store.delete(row);
    return { erased: rows.length, kept: 0, is_done: true };
  }
}
