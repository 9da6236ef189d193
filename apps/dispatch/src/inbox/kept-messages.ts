import { Injectable } from '@nestjs/common';
import type { Inbox, ReadInboxRequest } from '@subjectline/contracts';
import type { KeptMessage } from '@subjectline/providers';
import { InboxStore } from './inbox.store';

/** The messages of the provider `inbox`, which keeps them instead of sending them. */
@Injectable()
export class KeptMessages {
  constructor(private readonly store: InboxStore) {}

  keep(organization: string, message: KeptMessage): Promise<void> {
    return this.store.keep(organization, message);
  }

  async read({ organization, limit }: ReadInboxRequest): Promise<Inbox> {
    return { messages: await this.store.list(organization, limit) };
  }
}
