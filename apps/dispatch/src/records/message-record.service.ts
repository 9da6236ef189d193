import { Injectable } from '@nestjs/common';
import {
  Address,
  AppError,
  check,
  searchedAddressContext,
  type ListMessagesRequest,
  type MessageHistory,
  type MessageRecord,
  type MessageRecords,
  type ReadMessageRequest,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { Recipients } from '../suppressions/recipients';
import { MessageStore } from './message.store';

/** The records of messages. */
@Injectable()
export class MessageRecordService {
  constructor(
    private readonly store: MessageStore,
    private readonly recipients: Recipients,
    private readonly keys: KeyRing,
  ) {}

  async list({ sealed_address, ...filter }: ListMessagesRequest): Promise<MessageRecords> {
    const { organization, before: id } = filter;
    if (id !== undefined && !(await this.store.read(organization, id))) {
      const message = 'must be the id of a message';
      throw new AppError('invalid', {}, [{ path: ['before'], rule: 'isKnown', message }]);
    }
    if (sealed_address === undefined) return this.store.list(filter);
    const opened = this.keys.openJson(sealed_address, searchedAddressContext(organization));
    const digests = this.recipients.digestsOf(organization, check(Address, opened));
    return this.store.list({ ...filter, digests });
  }

  async readHistory({ organization, id }: ReadMessageRequest): Promise<MessageHistory> {
    const history = await this.store.readHistory(organization, id);
    if (!history) throw new AppError('message_unknown', { id });
    return history;
  }

  async read({ organization, id }: ReadMessageRequest): Promise<MessageRecord> {
    const record = await this.store.read(organization, id);
    if (!record) throw new AppError('message_unknown', { id });
    return record;
  }
}
