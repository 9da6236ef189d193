import { Injectable } from '@nestjs/common';
import {
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
  ) {}

  find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const { organization, reference, subjects } = person;
    const values = [
      organization,
      this.recipients.digestsOf(organization, reference),
      [...subjects, ...person.values],
    ];
    return readPage(this.database, { columns, from, order: 'position', values }, slice);
  }
}
