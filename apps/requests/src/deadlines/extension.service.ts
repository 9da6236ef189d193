import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type DeadlineExtension,
  type ExtendDeadlineRequest,
  type RequestDeadlines,
  type SettledMessage,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { clockOf, toDeadlines } from './deadlines-view';
import { requireExtensible, unreachableBecause, type Extensible } from './extension-rules';
import { isoDayOf } from '../laws/periods';

/** Extends the deadline of a request. The date moves once the notice of it has been sent, never before. */
@Injectable()
export class ExtensionService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  extend(request: ExtendDeadlineRequest): Promise<RequestDeadlines> {
    const { organization, id, told_otherwise = false } = request;
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      const now = this.clock.now();
      const dates = requireExtensible(row, clockOf(row), now);
      const extension = told_otherwise
        ? this.told(request, now)
        : await this.tell(transaction, row, request, dates);
      return toDeadlines(this.save(transaction, row, extension, request), now);
    });
  }

  /** The fate of a notice. One whose outcome is unknown may still turn out to be sent. */
  async settled({
    organization,
    about,
    message_id,
    state,
    reason,
    settled_at,
  }: SettledMessage): Promise<void> {
    if (!about) return;
    await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, about);
      const extension = row?.clock?.extension;
      if (!row?.clock || extension?.message_id !== message_id || extension.state === 'sent') return;
      const isSent = state === 'sent';
      if (!isSent && extension.state === 'failed') return;
      const settled: DeadlineExtension = isSent
        ? { ...extension, state: 'sent', notified_at: settled_at }
        : { ...extension, state: 'failed' };
      this.store.saveClock(transaction, row, { ...row.clock, extension: settled });
      const detail = isSent ? null : (reason ?? state);
      this.log.add(transaction, row, isSent ? 'extended' : 'extension_failed', 'system', detail);
    });
  }

  private told({ requested_by }: ExtendDeadlineRequest, now: Date): DeadlineExtension {
    const requested_at = now.toISOString();
    return { state: 'sent', requested_at, requested_by, message_id: null, notified_at: requested_at };
  }

  private async tell(
    transaction: Transaction,
    row: RequestRow,
    { reason, requested_by }: ExtendDeadlineRequest,
    { extended_due, notice_due, time_zone }: Extensible,
  ): Promise<DeadlineExtension> {
    this.requireAddress(row);
    const due_date = isoDayOf(new Date(extended_due), { time_zone });
    const notice = { reason, due_date, expires_at: notice_due };
    const message_id = await this.messages.announceExtension(transaction, row, notice);
    const requested_at = this.clock.now().toISOString();
    return { state: 'pending', requested_at, requested_by, message_id, notified_at: null };
  }

  private requireAddress(row: RequestRow): void {
    const why = unreachableBecause(row, this.messages.hasAddress(row));
    if (why) throw new AppError('extension_refused', { id: row.id, why });
  }

  private save(
    transaction: Transaction,
    row: RequestRow,
    extension: DeadlineExtension,
    { reason, requested_by }: ExtendDeadlineRequest,
  ): RequestRow {
    const { organization, id } = row;
    const details = { ...this.vault.openDetailsOf(row), extension_reason: reason };
    const sealed_details = this.vault.sealDetails(organization, id, details);
    const clock = { ...clockOf(row), extension };
    const what = extension.state === 'sent' ? 'extended' : 'extension_requested';
    this.log.add(transaction, row, what, requested_by);
    return this.store.saveClock(transaction, row, clock, { sealed_details });
  }
}
