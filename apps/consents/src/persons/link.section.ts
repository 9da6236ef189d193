import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import type { Page, PersonSection, Slice, SoughtPerson } from '@subjectline/storage';
import type { LinkRow } from '../links/link.store';
import { ConsentVault } from '../person/consent-vault';
import { PersonQuery, shown } from './person-query.store';

const links = 'links where organization = $1 and person_digests && $2::text[]';

/** Links that clients made for the person, with what they do. */
@Injectable()
export class LinkSection implements PersonSection {
  readonly name = 'links';

  constructor(
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
  ) {}

  async find({ organization, digests }: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const query = { columns: '*', from: links, order: 'created_at, id', values: [organization, digests] };
    return shown(await this.query.page<LinkRow>(query, slice), (row) => this.opened(row));
  }

  erase({ organization, digests }: SoughtPerson): Promise<ErasedRecords> {
    return this.query.erase('links', links, [organization, digests]);
  }

  private opened(row: LinkRow): object {
    const { id, created_at, event_id, sealed_content } = row;
    const { event, ...content } = this.vault.open('link', row, sealed_content);
    // documents that wait in a link are too large for a list
    const { proofs, ...rest } = event;
    return { id, created_at, event_id, ...content, event: rest, proofs: proofs?.length ?? 0 };
  }
}
