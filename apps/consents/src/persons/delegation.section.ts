import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  eraseBatch,
  erasedBatch,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import type { EventRow } from '../consent/event.store';
import { ConsentVault } from '../person/consent-vault';
import { ownUsers, PersonQuery, shown } from './person-query.store';

const delegated = `events where organization = $1 and person_digests && $2::text[] and user_id not in (${ownUsers})`;

/** Events of others that the person decided for them. What the others chose is theirs, and left out. */
@Injectable()
export class DelegationSection implements PersonSection {
  readonly name = 'delegations';

  constructor(
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const values = this.query.valuesOf(person);
    const query = { columns: '*', from: delegated, order: 'position', values };
    return shown(await this.query.page<EventRow>(query, slice), (row) => this.opened(row));
  }

  /** The event stays, as it is of another person; its delegate has no name any more. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const query = { columns: '*', from: delegated, order: 'position', values: this.query.valuesOf(person) };
    const { rows } = await this.query.page<EventRow>(query, { skip: 0, limit: eraseBatch });
    await this.query.rewriteEvents(rows, (content) => ({ ...content, delegate: null }));
    return erasedBatch(rows.length);
  }

  private opened(row: EventRow): object {
    const { public_id, status, chosen_at } = row;
    return {
      public_id,
      status,
      chosen_at,
      delegate: this.vault.open('event', row, row.sealed_content).delegate,
    };
  }
}
