import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, Table, type Page, type Slice, type Transaction } from '@subjectline/storage';

export interface NoteRow {
  organization: string;
  id: string;
  request_id: string;
  sealed_value: string;
  author: string;
  created_at: Date;
}

const notes = new Table<NoteRow>('request_notes');

@Injectable()
export class NoteStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert(on: Transaction | null, note: Omit<NoteRow, 'created_at'>): Promise<NoteRow> {
    const row = { ...note, created_at: this.clock.now() };
    await notes.insert(on ?? this.database, row);
    return row;
  }

  /** Oldest first. */
  find(organization: string, requestId: string, slice: Slice): Promise<Page<NoteRow>> {
    return notes.page(this.database, { organization, request_id: requestId }, 'position', slice);
  }
}
