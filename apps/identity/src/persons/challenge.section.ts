import { Injectable } from '@nestjs/common';
import { Clock, type ErasedRecords } from '@subjectline/contracts';
import {
  erasedBatch,
  eraseBatch,
  Database,
  readPage,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { RecipientService } from '../limits/recipient.service';

const columns = `id, about, channel, message_kind, state, tries, maximum_tries, locale, return_to, created_at, expires_at,
  first_verified_at, settled_at`;
const from = `challenges where organization = $1
  and (identifier_digest = any($2) or about = any($3) or split_part(about, '.', 1) = any($3))`;

/** Codes and links, by the address that they went to or by what they were about. The secrets are digests, and left out. */
@Injectable()
export class ChallengeSection implements PersonSection {
  readonly name = 'challenges';

  constructor(
    private readonly database: Database,
    private readonly recipients: RecipientService,
    private readonly clock: Clock,
  ) {}

  find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const values = this.valuesOf(person);
    return readPage(this.database, { columns, from, order: 'position', values }, slice);
  }
  /** Rows stay: a digest of the address, what the challenge was about, its state and times. An open one ends. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const rows = await this.database.query(
      `update challenges set code_digest = null, previous_code_digest = null, link_digest = null, return_to = null,
         state = case when state = 'open' then 'replaced' else state end,
         settled_at = coalesce(settled_at, $4)
       where ctid = any(array(
         select ctid from ${from} and (coalesce(code_digest, previous_code_digest, link_digest, return_to) is not null
           or state = 'open')
         limit ${eraseBatch} for update))
       returning 1`,
      [...this.valuesOf(person), this.clock.now()],
    );
    return erasedBatch(rows.length, rows.length);
  }

  private valuesOf(person: SoughtPerson): unknown[] {
    const { organization, reference, subjects } = person;
    const digests = this.recipients.digestsOf(organization, reference);
    return [organization, digests, [...subjects, ...person.values]];
  }
}
