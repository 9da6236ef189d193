import { Controller } from '@nestjs/common';
import { Answers, Does } from '@subjectline/bus';
import {
  AppError,
  ListMessages,
  ReadInbox,
  ReadMessage,
  SendCode,
  SendNotice,
  type Inbox,
  type ListMessagesRequest,
  type MessageRecord,
  type MessageRecords,
  type ReadInboxRequest,
  type ReadMessageRequest,
  type SendMessageTask,
} from '@subjectline/contracts';
import { InboxStore } from './inbox.store';
import { MessageService } from './message.service';
import { MessageStore } from './message.store';

@Controller()
export class MessageHandler {
  constructor(
    private readonly messages: MessageService,
    private readonly store: MessageStore,
    private readonly inbox: InboxStore,
  ) {}

  @Does(SendNotice)
  sendNotice(task: SendMessageTask): Promise<void> {
    return this.messages.send(task);
  }

  @Does(SendCode)
  sendCode(task: SendMessageTask): Promise<void> {
    return this.messages.send(task);
  }

  @Answers(ListMessages)
  list(request: ListMessagesRequest): Promise<MessageRecords> {
    return this.store.list(request);
  }

  @Answers(ReadMessage)
  async read({ organization, id }: ReadMessageRequest): Promise<MessageRecord> {
    const record = await this.store.read(organization, id);
    if (!record) throw new AppError('message_unknown', { id });
    return record;
  }

  @Answers(ReadInbox)
  async readInbox({ organization, limit }: ReadInboxRequest): Promise<Inbox> {
    return { messages: await this.inbox.list(organization, limit) };
  }
}
