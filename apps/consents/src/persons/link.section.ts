import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  erasedBatch,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import type { LinkRow } from '../links/link.store';
import { ConsentVault } from '../person/consent-vault';
import { PersonQuery } from './person-query';

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
    const { rows, total } = await this.query.page<LinkRow>(query, slice);
    return { rows: rows.map((row) => this.opened(row)), total };
  }

  async erase({ organization, digests }: SoughtPerson): Promise<ErasedRecords> {
    return erasedBatch(await this.query.erase('links', links, [organization, digests]));
  }

  private opened(row: LinkRow): object {
    const { id, created_at, event_id, sealed_content } = row;
    const { event, ...content } = this.vault.open('link', row, sealed_content);
    // documents that wait in a link are too large for a list
    const { proofs, ...rest } = event;
    return { id, created_at, event_id, ...content, event: rest, proofs: proofs?.length ?? 0 };
  }
}
