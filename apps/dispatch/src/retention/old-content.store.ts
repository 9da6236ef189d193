import { Injectable } from '@nestjs/common';
import { Database } from '@subjectline/storage';

export interface OldContent {
  readonly organization: string;
  readonly id: string;
  readonly sealed_content: string;
  /** As text: a moment of JavaScript has fewer digits. */
  readonly created: string;
}

/** The last row of a batch. */
export type Cursor = Pick<OldContent, 'created' | 'id'>;

export const firstCursor: Cursor = { created: '-infinity', id: '' };

const isOld = 'created_at < $1 and settled_at < $1 and sealed_content is not null';

/** Messages whose content is kept no longer. */
@Injectable()
export class OldContentStore {
  constructor(private readonly database: Database) {}

  /** The next batch. It may hold rows under a legal hold, which stay. */
  find(before: Date, after: Cursor, limit: number): Promise<OldContent[]> {
    return this.database.query<OldContent>(
      `select organization, id, sealed_content, created_at::text as created from messages
       where ${isOld} and (created_at, id) > ($2::timestamptz, $3) order by created_at, id limit $4`,
      [before, after.created, after.id, limit],
    );
  }

  async remove(before: Date, organization: string, ids: readonly string[]): Promise<number> {
    const rows = await this.database.query(
      `update messages set sealed_content = null, text_digest = null where (organization, id) in (
         select organization, id from messages
         where ${isOld} and organization = $2 and id = any($3) for update skip locked)
       returning 1`,
      [before, organization, ids],
    );
    return rows.length;
  }
}
