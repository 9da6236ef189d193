import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  Database,
  readPage,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { Recipients } from '../suppressions/recipients';

const columns = 'id, channel, reason, message_id, created_by, created_at, expires_at';
const from = 'suppressions where organization = $1 and recipient_digest = any($2)';

/** That nothing is sent to the person, and why. */
@Injectable()
export class SuppressionSection implements PersonSection {
  readonly name = 'suppressions';

  constructor(
    private readonly database: Database,
    private readonly recipients: Recipients,
  ) {}

  find({ organization, reference }: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const values = [organization, this.recipients.digestsOf(organization, reference)];
    return readPage(this.database, { columns, from, order: 'position', values }, slice);
  }
  /** Digests, that is: without them a person who complained would be written to again. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { total } = await this.find(person, { skip: 0, limit: 0 });
    return { erased: 0, kept: total, is_done: true };
  }
}
