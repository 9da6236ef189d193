import { Injectable } from '@nestjs/common';
import type { ErasedRecords, InboxMessage } from '@subjectline/contracts';
import {
  Database,
  sliceOf,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { KeptMessages } from '../inbox/kept-messages';

/** More than the inbox keeps. */
const limit = 1_000;

/** Messages to the person that the development inbox keeps. */
@Injectable()
export class InboxSection implements PersonSection {
  readonly name = 'inbox';

  constructor(
    private readonly inbox: KeptMessages,
    private readonly database: Database,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const { messages } = await this.inbox.read({ organization: person.organization, limit });
    return sliceOf(
      messages.filter(({ to }) => person.isCalled(to)),
      slice,
    );
  }

  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { organization } = person;
    const { rows } = await this.find(person, { skip: 0, limit });
    const ids = rows.map((row) => (row as InboxMessage).id);
    // messages to another address of the person, about something of theirs, are in the inbox under their own ids
    const deleted = await this.database.query(
      `delete from inbox where organization = $1 and (id = any($2) or id in (
         select id from messages where organization = $1 and about = any($3))) returning 1`,
      [organization, ids, [...person.subjects, ...person.values]],
    );
    return { erased: deleted.length, kept: 0, is_done: true };
  }
}
