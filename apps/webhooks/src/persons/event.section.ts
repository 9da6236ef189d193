import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  eraseBatch,
  Database,
  naming,
  readPage,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';

const columns = `id, type, body::json as payload, created_at, (
  select count(*) from deliveries
  where deliveries.organization = events.organization and event_id = events.id) as deliveries`;
const from = `events where organization = $1 and exists (
  select from jsonb_each_text(body::jsonb -> 'data') as fact where ${naming('fact.value', '$2', '$3')})`;

/** Events with ids of what is the person's. They hold no address, unless a client has one as the `about` of its message. */
@Injectable()
export class EventSection implements PersonSection {
  readonly name = 'events';

  constructor(private readonly database: Database) {}

  find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const values = [person.organization, [...person.subjects, ...person.values], person.addressPatterns];
    return readPage(this.database, { columns, from, order: 'created_at, id', values }, slice);
  }
  /** Ids and states stay until their retention ends; an event that holds a value of the person goes, with its deliveries. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { organization, values, addressPatterns } = person;
    const rows = await this.database.query(
      `delete from events where ctid = any(array(select ctid from ${from} limit ${eraseBatch} for update)) returning 1`,
      [organization, values, addressPatterns],
    );
    const isDone = rows.length < eraseBatch;
    const { total } = isDone ? await this.find(person, { skip: 0, limit: 0 }) : { total: 0 };
    return { erased: rows.length, kept: total, is_done: isDone };
  }
}
