import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  Database,
  eraseBatch,
  erasedBatch,
  readPage,
  type Page,
  type PageQuery,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import type { EventRow } from '../consent/event.store';
import { ConsentVault, type EventContent } from '../person/consent-vault';

/** SQL for the ids of a person's users. `$1` to `$3` are what `valuesOf` returns. */
export const ownUsers = `select id from users where organization = $1
  and (person_digests && $2::text[] or person_digest = any($3))`;

/** A page with each row as it is shown. */
export function shown<Row>({ rows, total }: Page<Row>, show: (row: Row) => object): Page<object> {
  return { rows: rows.map(show), total };
}

/** Finds and erases what belongs to a person. */
@Injectable()
export class PersonQuery {
  constructor(
    private readonly database: Database,
    private readonly vault: ConsentVault,
  ) {}

  valuesOf({ organization, digests, values }: SoughtPerson): [string, readonly string[], readonly string[]] {
    return [organization, digests, values.flatMap((value) => this.vault.personDigests(organization, value))];
  }

  page<Row extends object>(query: PageQuery, slice: Slice): Promise<Page<Row>> {
    return readPage<Row>(this.database, query, slice);
  }

  /** Deletes a batch. */
  async erase(table: string, from: string, values: readonly unknown[]): Promise<ErasedRecords> {
    const rows = await this.database.query(
      `delete from ${table} where ctid = any(array(select ctid from ${from} limit ${eraseBatch} for update))
       returning 1`,
      values,
    );
    return erasedBatch(rows.length);
  }

  /**
   * Takes the person out of what events of others say. They are locked one after the other, user before event, as any change
   * of them does.
   */
  async rewriteEvents(
    events: readonly Pick<EventRow, 'organization' | 'id' | 'user_id'>[],
    change: (content: EventContent) => EventContent,
  ): Promise<void> {
    for (const { organization, id, user_id } of events) {
      await this.database.transaction(async (transaction) => {
        await transaction.query('select from users where organization = $1 and id = $2 for update', [
          organization,
          user_id,
        ]);
        const [row] = await transaction.query<EventRow>(
          'select * from events where organization = $1 and id = $2 for update',
          [organization, id],
        );
        if (!row) return;
        const content = change(this.vault.open('event', row, row.sealed_content));
        await transaction.query('update events set sealed_content = $3 where organization = $1 and id = $2', [
          organization,
          id,
          this.vault.seal('event', row, content),
        ]);
      });
    }
  }
}
