import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import type { Page, PersonSection, Slice, SoughtPerson } from '@subjectline/storage';
import type { EventRow } from '../consent/event.store';
import { ConsentVault } from '../person/consent-vault';
import { ownUsers, PersonQuery, shown } from './person-query.store';

const facts = `id, organization, public_id, user_id, status, regulation, chosen_at, locale, proof_ids, created_at, updated_at,
  decided_at, decided_by, suppressed_by, sealed_content`;

/** The consent events of the person's users, with what they say. */
@Injectable()
export class EventSection implements PersonSection {
  readonly name = 'events';

  constructor(
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const from = `events where organization = $1 and user_id in (${ownUsers})`;
    const values = this.query.valuesOf(person);
    const query = { columns: facts, from, order: 'position', values };
    return shown(await this.query.page<EventRow>(query, slice), (row) => this.opened(row));
  }

  /** With what is asked and decided about them. */
  erase(person: SoughtPerson): Promise<ErasedRecords> {
    const from = `events where organization = $1 and user_id in (${ownUsers})`;
    return this.query.erase('events', from, this.query.valuesOf(person));
  }

  private opened(row: EventRow): object {
    const { organization: _organization, sealed_content, ...rest } = row;
    return { ...rest, content: this.vault.open('event', row, sealed_content) };
  }
}
