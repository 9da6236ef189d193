import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  DeadlineReached,
  type AcknowledgeRequestRequest,
  type Acknowledgement,
  type DeadlineStage,
  type RequestDeadlines,
  type SettledMessage,
} from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import { DeadlineAlertService } from '../alerts/deadline-alert.service';
import { PersonMessages } from '../person/person-messages';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { isOpen } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { AcknowledgementStore, type UnconfirmedRow } from './acknowledgement.store';
import { clockOf, toDeadlines } from './deadlines-view';
import { unreachableBecause } from './extension-rules';

/** Requests in one round. */
const batchSize = 100;

/** Confirms the receipt of requests, and tells staff of those whose receipt a law wants confirmed and no one did. */
@Injectable()
export class AcknowledgementService {
  constructor(
    private readonly store: AcknowledgementStore,
    private readonly requests: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly outbox: Outbox,
    private readonly alerts: DeadlineAlertService,
    private readonly clock: Clock,
  ) {}

  /** The receipt, sent by staff; where it was sent already nothing is. */
  acknowledge(request: AcknowledgeRequestRequest): Promise<RequestDeadlines> {
    const { organization, id, told_otherwise = false, requested_by } = request;
    return this.requests.transaction(async (transaction) => {
      const row = await this.requests.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      const clock = clockOf(row);
      const now = this.clock.now();
      const state = clock.acknowledgement?.state;
      if (state === 'sent' || state === 'pending') return toDeadlines(row, now);
      const requested_at = now.toISOString();
      const acknowledgement: Acknowledgement = told_otherwise
        ? { state: 'sent', requested_at, requested_by, message_id: null, notified_at: requested_at }
        : { ...(await this.tell(transaction, row)), requested_at, requested_by };
      const what = told_otherwise ? 'acknowledged' : 'acknowledgement_requested';
      this.log.add(transaction, row, what, requested_by);
      const saved = this.requests.saveClock(transaction, row, { ...clock, acknowledgement });
      return toDeadlines(told_otherwise ? this.requests.endAcknowledgement(transaction, saved) : saved, now);
    });
  }

  async settled(receipts: readonly SettledMessage[]): Promise<void> {
    const [sent, unsent] = [true, false].map((isSent) =>
      receipts.filter(({ about, state }) => about && (state === 'sent') === isSent),
    );
    if (sent && sent.length > 0) await this.store.confirm(sent);
    if (unsent && unsent.length > 0) await this.store.fail(unsent);
  }

  /** @returns whether more may be waiting */
  warn(): Promise<boolean> {
    return this.store.transaction(async (transaction) => {
      const rows = await this.store.lockMissed(transaction, batchSize);
      const missed = new Map<string, DeadlineStage[]>();
      for (const row of rows) {
        if (!(await this.warnOf(transaction, row))) continue;
        missed.set(row.organization, [...(missed.get(row.organization) ?? []), 'unacknowledged']);
      }
      for (const [organization, stages] of missed) await this.alerts.send(transaction, organization, stages);
      return rows.length === batchSize;
    });
  }

  /** What was granted or denied meanwhile needs no confirmation any more (11 CCR 7021(a)). */
  private async warnOf(transaction: Transaction, row: UnconfirmedRow): Promise<boolean> {
    const { organization, id, status, ack_due_at, clock } = row;
    const isDue = isOpen(row) && (status === 'identity_unverified' || status === 'pending');
    const now = this.clock.now();
    this.store.setMissed(transaction, row, isDue ? now : null);
    if (!isDue || !ack_due_at) return false;
    this.log.add(transaction, row, 'unacknowledged', 'system');
    await this.outbox.add(transaction, DeadlineReached, {
      organization,
      id,
      stage: 'unacknowledged',
      law: clock?.law ?? null,
      due_date: ack_due_at.toISOString(),
      reached_at: now.toISOString(),
    });
    return true;
  }

  private async tell(
    transaction: Transaction,
    row: RequestRow,
  ): Promise<Pick<Acknowledgement, 'state' | 'message_id' | 'notified_at'>> {
    const refusal = (why: string) => new AppError('acknowledgement_refused', { id: row.id, why });
    if (!isOpen(row)) throw refusal('the request is closed');
    const unreachable = unreachableBecause(row, this.messages.hasAddress(row));
    if (unreachable) throw refusal(unreachable);
    const message_id = await this.messages.acknowledge(transaction, row);
    return { state: 'pending', message_id, notified_at: null };
  }
}
