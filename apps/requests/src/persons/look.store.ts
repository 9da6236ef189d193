import { Injectable } from '@nestjs/common';
import { Clock, newId, type ExportFormat } from '@subjectline/contracts';
import { Database, Table, type Page, type Slice } from '@subjectline/storage';

export interface LookRow {
  organization: string;
  id: string;
  looked_at: Date;
  looked_by: string;
  format: ExportFormat;
  person_digests: string[];
}

const looks = new Table<LookRow>('person_looks');

/** Who has read the data of a person. */
@Injectable()
export class LookStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  add(look: Omit<LookRow, 'id' | 'looked_at'>): Promise<LookRow> {
    return looks.insertReturning(this.database, { ...look, id: newId('plk'), looked_at: this.clock.now() });
  }

  /** Newest first. */
  list(organization: string, slice: Slice): Promise<Page<LookRow>> {
    return looks.page(this.database, { organization }, 'position desc', slice);
  }
}
