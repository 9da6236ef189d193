import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ListMessagesRequest,
  type MessageHistory,
  type MessageRecord,
  type MessageRecords,
  type ReadMessageRequest,
} from '@subjectline/contracts';
import { MessageStore } from './message.store';

/** The records of messages. */
@Injectable()
export class MessageRecordService {
  constructor(private readonly store: MessageStore) {}

  list(request: ListMessagesRequest): Promise<MessageRecords> {
    return this.store.list(request);
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
