import {
  AppError,
  type ErasedRecords,
  type ErasePersonSectionRequest,
  type PersonRecordsPage,
  type ReadPersonRequest,
} from '@subjectline/contracts';
import type { KeyRing } from '../sealing/sealing';
import type { PersonIndex } from './person-index';
import type { PersonSection } from './person-section';
import { SoughtPerson } from './sought-person';

/** The broker carries one megabyte at once. */
const maxBytes = 400_000;

/** Answers what a service holds of a person. */
export class PersonRecords {
  constructor(
    private readonly keys: KeyRing,
    private readonly index: PersonIndex,
    private readonly sections: readonly PersonSection[],
  ) {}

  async read({ section, skip, limit, ...sought }: ReadPersonRequest): Promise<PersonRecordsPage> {
    const chosen = await this.ready(section);
    const { rows, total } = await chosen.find(SoughtPerson.open(this.keys, sought), { skip, limit });
    return { records: withinBytes(rows), total };
  }

  async erase({ section, ...sought }: ErasePersonSectionRequest): Promise<ErasedRecords> {
    return (await this.ready(section)).erase(SoughtPerson.open(this.keys, sought));
  }

  /** Once everything in its tables can be found. */
  private async ready(section: string): Promise<PersonSection> {
    const chosen = this.sections.find(({ name }) => name === section);
    if (!chosen) throw new AppError('invalid', { what: 'section' });
    await this.index.fill();
    return chosen;
  }
}

/** At least one: a record fits into a message, as it came in one. */
function withinBytes(rows: readonly object[]): object[] {
  let bytes = 0;
  return rows.filter((row, index) => {
    bytes += Buffer.byteLength(JSON.stringify(row));
    return index === 0 || bytes <= maxBytes;
  });
}
