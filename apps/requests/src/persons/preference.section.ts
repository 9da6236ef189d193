import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  erasedBatch,
  eraseBatch,
  Database,
  readPage,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { PersonVault } from '../person/person-vault';
import { identityDigestsOf } from './person-identity';

interface PersonRow {
  readonly organization: string;
  readonly id: string;
  readonly sealed_identity: string;
  readonly preferences: object[];
}

const from = 'consent_persons where organization = $1 and identity_digest = any($2)';
const columns = `organization, id, sealed_identity, (
  select coalesce(json_agg(saved order by position), '[]') from (
    select data_use, data_use_description, opt_in, has_gpc_flag, conflicts_with_gpc, created_at, updated_at, position
    from consent_preferences kept
    where kept.organization = consent_persons.organization and person_id = id) saved) as preferences`;

/** The preferences that a person has saved. */
@Injectable()
export class PreferenceSection implements PersonSection {
  readonly name = 'preferences';

  constructor(
    private readonly database: Database,
    private readonly vault: PersonVault,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const values = [person.organization, identityDigestsOf(this.vault, person)];
    const query = { columns, from, order: 'id', values };
    const { rows, total } = await readPage<PersonRow>(this.database, query, slice);
    const records = rows.map((row) => {
      return { id: row.id, identity: this.vault.openIdentity(row), preferences: row.preferences };
    });
    return { rows: records, total };
  }
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const rows = await this.database.query(
      `with own as (
         select organization, id from ${from} limit ${eraseBatch} for update
       ), preferences as (
         delete from consent_preferences using own
         where consent_preferences.organization = own.organization and person_id = own.id
       )
       delete from consent_persons using own
       where consent_persons.organization = own.organization and consent_persons.id = own.id returning 1`,
      [person.organization, identityDigestsOf(this.vault, person)],
    );
    return erasedBatch(rows.length);
  }
}
