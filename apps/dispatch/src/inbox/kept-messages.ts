import { Injectable } from '@nestjs/common';
import type { Inbox, MessageKindId, ReadInboxRequest } from '@subjectline/contracts';
import type { KeptMessage } from '@subjectline/providers';
import { InboxStore } from './inbox.store';

const signIns: readonly MessageKindId[] = ['operator_invitation', 'operator_sign_in'];

/** The messages of the provider `inbox`, which keeps them instead of sending them. */
@Injectable()
export class KeptMessages {
  constructor(private readonly store: InboxStore) {}

  keep(organization: string, message: KeptMessage): Promise<void> {
    return this.store.keep(organization, message);
  }

  async read({ organization, limit, without_sign_ins }: ReadInboxRequest): Promise<Inbox> {
    return { messages: await this.store.list(organization, limit, without_sign_ins ? signIns : []) };
  }
}
