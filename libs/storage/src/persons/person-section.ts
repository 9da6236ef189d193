import type { ErasedRecords } from '@subjectline/contracts';
import type { Page, Slice } from '../database/table';
import type { SoughtPerson } from './sought-person';

/** One kind of data that a service holds of persons. */
export interface PersonSection {
  /** As in `personSections` of the contracts. */
  readonly name: string;

  /** What is stored about a person, opened: dates and nulls as they are in the table. */
  find(person: SoughtPerson, slice: Slice): Promise<Page<object>>;

  /** Erases a batch. Again, it erases what is left. */
  erase(person: SoughtPerson): Promise<ErasedRecords>;
}

/** How many records one call erases: few enough to release their locks soon. */
export const eraseBatch = 100;

/** What a batch came to: a full one may have left some. */
export function erasedBatch(erased: number, kept = 0): ErasedRecords {
  return { erased, kept, is_done: erased < eraseBatch };
}

/** Of a list that had to be read whole. */
export function sliceOf<Row>(all: readonly Row[], { skip, limit }: Slice): Page<Row> {
  return { rows: all.slice(skip, skip + limit), total: all.length };
}
