import { Injectable } from '@nestjs/common';
import {
  MessagesSettled,
  MessageUndelivered,
  settledStates,
  type MessageReason,
  type MessageState,
  type SendMessageTask,
  type SettledMessage,
} from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import type { Verdict } from './outcome';
import type { Settlement } from './reported.store';

/** How a message ends. */
export interface Ending {
  readonly state: MessageState;
  readonly reason: MessageReason | null;
}

export interface EndedMessage extends Ending {
  readonly message: Pick<SendMessageTask, 'organization' | 'id' | 'kind'> & {
    readonly about?: string | null;
  };
  readonly at: Date;
}

/** As a report of the vendor settles it. */
export function endingOf({ state }: Settlement): Ending {
  return { state, reason: state === 'failed' ? 'refused' : null };
}

/** Tells other services the outcome of messages. */
@Injectable()
export class MessageEvents {
  constructor(private readonly outbox: Outbox) {}

  /** One event for all of a batch, without those that are tried again: they share its row in the outbox. */
  async publishSettled(transaction: Transaction, ended: readonly EndedMessage[]): Promise<void> {
    const messages = ended.flatMap(settledMessage);
    if (messages.length > 0) await this.outbox.add(transaction, MessagesSettled, { messages });
  }

  async publishUndelivered(
    transaction: Transaction,
    task: EndedMessage['message'],
    number: number,
    { state, reason }: Verdict,
    traceParent?: string,
  ): Promise<void> {
    const { organization, id: message_id, kind, about = null } = task;
    const event = { organization, message_id, kind, about, state, reason };
    const id = `undelivered-${message_id}-${number}`;
    await this.outbox.add(transaction, MessageUndelivered, event, { id, traceParent });
  }
}

function settledMessage({ message, state: given, reason, at }: EndedMessage): SettledMessage[] {
  const { organization, id: message_id, kind, about = null } = message;
  const state = settledStates.find((settled) => settled === given);
  if (state === undefined) return [];
  return [{ organization, message_id, kind, about, state, reason, settled_at: at.toISOString() }];
}
