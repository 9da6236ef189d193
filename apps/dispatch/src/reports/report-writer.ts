import { Injectable } from '@nestjs/common';
import {
  Clock,
  MessageReported,
  messageIdPattern,
  type DeliveryStatus,
  type MessageState,
} from '@subjectline/contracts';
import type { DeliveryReport } from '@subjectline/providers';
import { Outbox, type Transaction } from '@subjectline/storage';
import { strongest, type Delivery } from '../message/delivery';
import { endingOf, MessageEvents } from '../message/message-events';
import { ReportedStore, type Settlement } from '../message/reported.store';
import { ReportStore, type ConfigName, type ReportedMessage, type ReportRow } from './report.store';

/** What has changed for one message. */
interface Change {
  readonly message: ReportedMessage;
  readonly delivery: Delivery;
  readonly settlement: Settlement | null;
}

/** Stores reports, and what follows from them. */
@Injectable()
export class ReportWriter {
  constructor(
    private readonly store: ReportStore,
    private readonly reported: ReportedStore,
    private readonly events: MessageEvents,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns what those say that were not stored before */
  async write(
    transaction: Transaction,
    config: ConfigName,
    reports: readonly DeliveryReport[],
  ): Promise<DeliveryStatus[]> {
    const ids = [...new Set(reports.map(({ messageId }) => messageId))].filter((id) =>
      messageIdPattern.test(id),
    );
    const locked = await this.store.lockMessages(transaction, config, ids);
    const messages = new Map(locked.map((message) => [message.id, message]));
    const fitting = reports.filter((report) => isAbout(report, messages.get(report.messageId)));
    if (fitting.length === 0) return [];
    const before = await this.store.stored(transaction, config, [...messages.keys()]);
    const added = await this.store.add(transaction, this.rowsOf(config, fitting));
    const vendorIds = new Map(
      fitting.map(({ messageId, providerMessageId }) => [messageId, providerMessageId]),
    );
    const changes = locked.flatMap((message) => {
      const isOfMessage = ({ message_id }: { message_id: string }) => message_id === message.id;
      const change = changeOf(message, before.filter(isOfMessage), added.filter(isOfMessage));
      return change ? [this.settled(config, change, vendorIds.get(message.id) ?? null)] : [];
    });
    await this.follow(transaction, config, changes);
    return added.map(({ status }) => status);
  }

  private rowsOf({ organization, key }: ConfigName, reports: readonly DeliveryReport[]): ReportRow[] {
    const now = this.clock.now();
    return reports.map(({ messageId, key: report_key, status, bounce, reason, code, at }) => ({
      organization,
      message_id: messageId,
      provider_key: key,
      report_key,
      status,
      bounce,
      reason,
      code,
      // nothing has happened later than it was reported
      at: at && at < now ? at : now,
      received_at: now,
    }));
  }

  private settled(
    { organization }: ConfigName,
    { message, delivery }: Omit<Change, 'settlement'>,
    providerMessageId: string | null,
  ): Change {
    const state = stateAfter(message, delivery);
    const settlement = state && {
      organization,
      id: message.id,
      state,
      provider_message_id: providerMessageId,
    };
    return { message, delivery, settlement };
  }

  private async follow(
    transaction: Transaction,
    { organization }: ConfigName,
    changes: readonly Change[],
  ): Promise<void> {
    const settlements = changes.flatMap(({ settlement }) => settlement ?? []);
    await this.reported.settle(transaction, settlements);
    await this.events.publishSettled(
      transaction,
      changes.flatMap(({ message, settlement }) =>
        settlement
          ? [{ message: { organization, ...message }, ...endingOf(settlement), at: this.clock.now() }]
          : [],
      ),
    );
    for (const { message, delivery, settlement } of changes) {
      const { id: message_id, kind, channel, about } = message;
      const { status, bounce, reason } = delivery;
      await this.outbox.add(transaction, MessageReported, {
        organization,
        message_id,
        kind,
        channel,
        about,
        state: settlement?.state ?? message.state,
        status,
        bounce,
        reason,
        at: delivery.at.toISOString(),
      });
    }
  }
}

/**
 * Whether a report is about a message that went through its config. Mailgun's events are not signed, so both ids have to
 * fit; of a message that went out twice, the vendor's id of the first copy is not known.
 */
function isAbout({ providerMessageId }: DeliveryReport, message: ReportedMessage | undefined): boolean {
  if (!message || !(message.is_last || message.was_tried)) return false;
  const { provider_message_id: known } = message;
  return !message.is_last || known === null || providerMessageId === null || known === providerMessageId;
}

/** Null: nothing that holds has changed. What another config says of an earlier try is history. */
function changeOf(
  message: ReportedMessage,
  before: readonly Delivery[],
  added: readonly Delivery[],
): Omit<Change, 'settlement'> | null {
  if (!message.is_last || added.length === 0) return null;
  const held = strongest(before);
  const delivery = strongest([...before, ...added]);
  return delivery && delivery !== held ? { message, delivery } : null;
}

/** The state of a message of which it was not known whether it left; null where it stays as it is. */
function stateAfter(
  { state, unknown_attempts }: ReportedMessage,
  { status }: Delivery,
): Extract<MessageState, 'sent' | 'failed'> | null {
  if (state === 'unknown') return status === 'rejected' ? 'failed' : 'sent';
  // its next try would be a second copy of what has arrived, or will
  const isCopy = state === 'queued' && unknown_attempts > 0;
  return isCopy && (status === 'delivered' || status === 'accepted' || status === 'deferred') ? 'sent' : null;
}
