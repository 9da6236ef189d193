import { Injectable } from '@nestjs/common';
import { Clock, MessageReported, messageIdPattern, type DeliveryStatus } from '@subjectline/contracts';
import type { DeliveryReport } from '@subjectline/providers';
import { Outbox, type Transaction } from '@subjectline/storage';
import { endingOf, MessageEvents } from '../message/message-events';
import { ReportedStore, type Settlement } from '../message/reported.store';
import { Findings } from '../suppressions/findings';
import { changeOf, isAbout, stateAfter, type DeliveryChange } from './report-rules';
import {
  ReportStore,
  type ConfigName,
  type ReportedMessage,
  type ReportRow,
  type StoredDelivery,
} from './report.store';

/** What has changed for one message. */
interface Change extends DeliveryChange {
  readonly settlement: Settlement | null;
}

/** What a report says, and of which message. */
interface StoredReport {
  readonly status: DeliveryStatus;
  readonly message: ReportedMessage;
}

/** Locked messages, and what holds of them. */
interface Reported {
  readonly locked: readonly ReportedMessage[];
  readonly before: readonly StoredDelivery[];
}

/** Stores reports, and what follows from them. */
@Injectable()
export class ReportWriter {
  constructor(
    private readonly store: ReportStore,
    private readonly reported: ReportedStore,
    private readonly events: MessageEvents,
    private readonly findings: Findings,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Locks the messages that reports are about. Asked in one tick with others, it costs no round trip of its own. */
  async lock(
    transaction: Transaction,
    config: ConfigName,
    reports: readonly DeliveryReport[],
  ): Promise<Reported> {
    const named = new Set(reports.map(({ messageId }) => messageId));
    const ids = [...named].filter((id) => messageIdPattern.test(id));
    const [locked, before] = await Promise.all([
      this.store.lockMessages(transaction, config, ids),
      this.store.held(transaction, config, ids),
    ]);
    return { locked, before };
  }

  /** @returns those that were not stored before, with their messages */
  async write(
    transaction: Transaction,
    config: ConfigName,
    reports: readonly DeliveryReport[],
    { locked, before }: Reported,
  ): Promise<StoredReport[]> {
    const messages = new Map(locked.map((message) => [message.id, message]));
    const fitting = reports.filter((report) => isAbout(report, messages.get(report.messageId)));
    if (fitting.length === 0) return [];
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
    return added.flatMap(({ status, message_id }) => {
      const message = messages.get(message_id);
      return message ? [{ status, message }] : [];
    });
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
    { message, delivery }: DeliveryChange,
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
    await this.findings.learn(
      transaction,
      changes.map(({ message, delivery }) => ({ organization, message_id: message.id, ...delivery })),
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
