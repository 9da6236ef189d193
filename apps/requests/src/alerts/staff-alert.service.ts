import { Injectable } from '@nestjs/common';
import {
  Clock,
  dayMs,
  defaultLocale,
  messageKind,
  reachableChannels,
  type MessageUndeliveredEvent,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { SealedOutbox, type Transaction } from '@subjectline/storage';
import { AlertService } from './alert.service';
import { AlertStore, type AlertRow } from './alert.store';
import { FailureStore } from './failure.store';

const kind = 'privacy_request_error_notification';

/**
 * Tells staff that persons do not get their messages, at the failure that makes it as many as they asked for. Fides
 * looks at the next new request instead (contracts/fides, Staff error alerts): a form that nobody fills in tells nobody.
 */
@Injectable()
export class StaffAlertService {
  constructor(
    private readonly alerts: AlertService,
    private readonly store: AlertStore,
    private readonly failures: FailureStore,
    private readonly messages: SealedOutbox,
    private readonly clock: Clock,
  ) {}

  async countFailure(
    transaction: Transaction,
    { organization, message_id, kind: failed, reason }: MessageUndeliveredEvent,
    settings: OrganizationSettings,
  ): Promise<void> {
    // what staff themselves did not get would call for the next alert that they do not get
    if (messageKind(failed).module !== 'privacy-requests') return;
    const row = await this.store.lock(transaction, organization);
    if (!row) return;
    const untold = await this.failures.add(transaction, organization, message_id);
    const isSmsLimit = reason === 'sms_limit';
    const isDue = isSmsLimit ? this.isSmsLimitUntold(row) : (untold ?? 0) >= row.notify_after_failures;
    if (untold === null || !isDue || !reachableChannels(settings).includes('email')) return;
    if (isSmsLimit) await this.store.markSmsLimitTold(transaction, organization);
    const { email_addresses } = this.alerts.open(organization, row);
    for (const email of new Set(email_addresses)) await this.send(transaction, organization, email, untold);
    await this.failures.markTold(transaction, organization);
  }

  /** Every text message of the day fails in the same way: the first one is reported at once, the others are counted. */
  private isSmsLimitUntold({ sms_limit_told_at: told }: AlertRow): boolean {
    return told === null || told.getTime() <= this.clock.nowMs() - dayMs;
  }

  private async send(
    transaction: Transaction,
    organization: string,
    email: string,
    unsentErrors: number,
  ): Promise<void> {
    const message = { organization, kind, channel: 'email', locale: defaultLocale } as const;
    const variables = { unsent_errors: String(unsentErrors) };
    await this.messages.send(transaction, message, { to: { email }, variables });
  }
}
