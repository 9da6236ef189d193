import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { ConsentVault, type LinkContent } from '../person/consent-vault';
import { LinkStore, type LinkRow } from './link.store';

/** Links made by clients, with what they do: sealed when stored, opened when read. */
@Injectable()
export class LinkRecords {
  constructor(
    private readonly store: LinkStore,
    private readonly vault: ConsentVault,
  ) {}

  async insert(organization: string, id: string, content: LinkContent): Promise<void> {
    await this.store.sweep();
    const owner = { organization, id };
    await this.store.insert({ ...owner, sealed_content: this.vault.seal('link', owner, content) });
  }

  async require(organization: string, id: string): Promise<LinkRow> {
    const link = await this.store.read(organization, id);
    if (!link) throw new AppError('link_unknown', { id });
    return link;
  }

  contentOf(link: LinkRow): LinkContent {
    return this.vault.open('link', link, link.sealed_content);
  }
}
