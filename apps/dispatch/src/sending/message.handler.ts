import { Controller } from '@nestjs/common';
import { Answers, Does, type Delivery } from '@subjectline/bus';
import {
  AppError,
  ListMessages,
  ReadInbox,
  ReadMessage,
  ResendMessage,
  SendCode,
  SendMessageNow,
  SendNotice,
  type Inbox,
  type ListMessagesRequest,
  type MessageHistory,
  type MessageRecord,
  type MessageRecords,
  type ReadInboxRequest,
  type ReadMessageRequest,
  type ResendMessageRequest,
  type SendMessageTask,
} from '@subjectline/contracts';
import { InboxStore } from '../inbox/inbox.store';
import { MessageService } from './message.service';
import { MessageStore } from '../records/message.store';
import { ResendService } from '../records/resend.service';
import { WaitingMessages } from '../recovery/waiting';

@Controller()
export class MessageHandler {
  constructor(
    private readonly messages: MessageService,
    private readonly resends: ResendService,
    private readonly waiting: WaitingMessages,
    private readonly store: MessageStore,
    private readonly inbox: InboxStore,
  ) {}

  @Does(SendNotice)
  sendNotice(task: SendMessageTask, delivery: Delivery): Promise<void> {
    return this.messages.take(task, delivery);
  }

  @Does(SendCode)
  sendCode(task: SendMessageTask, delivery: Delivery): Promise<void> {
    return this.messages.take(task, delivery);
  }

  @Answers(ListMessages)
  list(request: ListMessagesRequest): Promise<MessageRecords> {
    return this.store.list(request);
  }

  @Answers(ReadMessage)
  async read({ organization, id }: ReadMessageRequest): Promise<MessageHistory> {
    const history = await this.store.readHistory(organization, id);
    if (!history) throw new AppError('message_unknown', { id });
    return history;
  }

  @Answers(ResendMessage)
  resend(request: ResendMessageRequest): Promise<MessageRecord> {
    return this.resends.resend(request);
  }

  @Answers(SendMessageNow)
  sendNow({ organization, id }: ReadMessageRequest): Promise<MessageRecord> {
    return this.waiting.sendNow(organization, id);
  }

  @Answers(ReadInbox)
  async readInbox({ organization, limit }: ReadInboxRequest): Promise<Inbox> {
    return { messages: await this.inbox.list(organization, limit) };
  }
}
