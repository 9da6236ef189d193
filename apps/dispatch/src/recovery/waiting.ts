import { decode, RetryLater, type Logger } from '@subjectline/bus';
import { AppError, check, SendMessageTask, type MessageRecord } from '@subjectline/contracts';
import type { CircuitStore, WaitingTask } from '../circuits/circuit.store';
import type { MessageService } from '../sending/message.service';
import type { MessageStore } from '../records/message.store';
import { ServiceStopping } from '../accounts/service-stopping';

/** Tries messages that wait before their time: to find out whether an account is back, or because an operator says so. */
export class WaitingMessages {
  private readonly trying = new Set<Promise<void>>();

  constructor(
    private readonly store: CircuitStore,
    private readonly records: MessageStore,
    private readonly messages: MessageService,
    private readonly logger: Logger,
  ) {}

  /** Sends a message that waits without waiting any longer; answers before the outcome is known. */
  async sendNow(organization: string, id: string): Promise<MessageRecord> {
    const record = await this.records.read(organization, id);
    if (!record) throw new AppError('message_unknown', { id });
    if (record.state !== 'queued') throw new AppError('message_not_waiting', { id, state: record.state });
    const waiting = await this.store.findWaiting(organization, id);
    // one that waits for nothing is in the queue already
    if (waiting) this.inBackground(this.tryNow(organization, waiting, record.provider_key));
    return record;
  }

  /** One try, whatever is known of the account. */
  async tryNow(organization: string, waiting: WaitingTask, key: string | null): Promise<void> {
    if (waiting.payload) {
      const task = check(SendMessageTask, decode(waiting.payload));
      await this.messages.send(task, key).catch((error: unknown) => {
        // another process is sending it already
        if (error instanceof ServiceStopping || !(error instanceof RetryLater)) throw error;
      });
    }
    await this.store.forget(organization, waiting);
  }

  async stop(): Promise<void> {
    await Promise.all(this.trying);
  }

  private inBackground(work: Promise<void>): void {
    const tried = work.catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a waiting message could not be tried');
    });
    this.trying.add(tried);
    void tried.finally(() => this.trying.delete(tried));
  }
}
