import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface NoteRow {
  organization: string;
  id: string;
  request_id: string;
  sealed_value: string;
  author: string;
  created_at: Date;
}

@Injectable()
export class NoteStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert(on: Transaction | null, note: Omit<NoteRow, 'created_at'>): Promise<NoteRow> {
    const queryable: Queryable = on ?? this.database;
    const created_at = this.clock.now();
    await queryable.query(
      `insert into request_notes (organization, id, request_id, sealed_value, author, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [note.organization, note.id, note.request_id, note.sealed_value, note.author, created_at],
    );
    return { ...note, created_at };
  }

  /** Oldest first. */
  async find(
    organization: string,
    requestId: string,
    { skip, limit }: { skip: number; limit: number },
  ): Promise<{ rows: NoteRow[]; total: number }> {
    const which = 'from request_notes where organization = $1 and request_id = $2';
    const [rows, [count]] = await Promise.all([
      this.database.query<NoteRow>(
        `select organization, id, request_id, sealed_value, author, created_at ${which}
         order by position limit $3 offset $4`,
        [organization, requestId, limit, skip],
      ),
      this.database.query<{ total: number }>(`select count(*) as total ${which}`, [organization, requestId]),
    ]);
    return { rows, total: count?.total ?? 0 };
  }
}
