import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { decode, loggerToken, RetryLater, type Logger } from '@subjectline/bus';
import {
  AppError,
  check,
  SendMessageTask,
  type MessageRecord,
  type ReadMessageRequest,
} from '@subjectline/contracts';
import { ServiceStopping } from '../accounts/service-stopping';
import { WaitingStore, type WaitingTask } from '../held/waiting.store';
import { NewMessageStore } from '../message/new-message.store';
import { MessageRecordService } from '../records/message-record.service';
import { MessageService } from '../sending/message.service';

/** A message that is in the queue when an operator asks for it may be deferred again: so often it is looked for. */
const looks = 20;
const pauseBetweenLooksMs = 250;

/** Tries deferred messages before their time: to probe an account, or for an operator. */
@Injectable()
export class WaitingMessagesService implements OnApplicationShutdown {
  private readonly trying = new Set<Promise<void>>();
  private isStopping = false;

  constructor(
    private readonly store: WaitingStore,
    private readonly records: MessageRecordService,
    private readonly messages: MessageService,
    private readonly newMessages: NewMessageStore,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Sends a deferred message now; answers before the outcome is known. */
  async sendNow({ organization, id }: ReadMessageRequest): Promise<MessageRecord> {
    const record = await this.records.read({ organization, id });
    if (record.state === 'scheduled') return this.release(record, organization);
    if (record.state !== 'queued') throw new AppError('message_not_waiting', { id, state: record.state });
    const waiting = await this.store.find(organization, id);
    const tried = waiting
      ? this.tryNow(organization, waiting, record.provider_key)
      : this.tryOnceDeferred(organization, id);
    this.inBackground(tried);
    return record;
  }

  /** One that is not deferred is in the queue, and either ends there or is deferred again in a moment. */
  private async tryOnceDeferred(organization: string, id: string): Promise<void> {
    for (let look = 0; look < looks; look += 1) {
      await pause(pauseBetweenLooksMs);
      if (this.isStopping) return;
      const waiting = await this.store.find(organization, id);
      const { state, provider_key } = await this.records.read({ organization, id });
      if (state !== 'queued') return;
      if (waiting) return this.tryNow(organization, waiting, provider_key);
    }
    this.logger.warn(
      { organization, messageId: id },
      'a message to be sent now is still in the queue; it was left there',
    );
  }

  private async release(record: MessageRecord, organization: string): Promise<MessageRecord> {
    const { id } = record;
    if (await this.newMessages.release({ organization, id })) return record;
    // its time has come meanwhile, or it was released or canceled
    const now = await this.records.read({ organization, id });
    if (now.state === 'canceled') throw new AppError('message_not_waiting', { id, state: now.state });
    return now;
  }

  /** One try, even if the account does not work. */
  async tryNow(organization: string, waiting: WaitingTask, key: string | null): Promise<void> {
    if (waiting.payload) {
      const task = check(SendMessageTask, decode(waiting.payload));
      await this.messages.send(task, key).catch((error: unknown) => {
        // another process is sending it already
        if (error instanceof ServiceStopping || !(error instanceof RetryLater)) throw error;
      });
    }
    await this.store.delete(organization, waiting);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.trying);
  }

  private inBackground(work: Promise<void>): void {
    const tried = work.catch((error: unknown) => {
      this.logger.warn({ err: error }, 'trying a deferred message failed');
    });
    this.trying.add(tried);
    void tried.finally(() => this.trying.delete(tried));
  }
}
