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

const alertKind = 'privacy_request_error_notification';

type Failure = Pick<MessageUndeliveredEvent, 'organization' | 'message_id' | 'kind' | 'reason'>;

/**
 * Alerts staff when the number of undelivered messages reaches the one they asked for. Fides checks it at the next new
 * request instead, and is silent while there is none.
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
    { organization, message_id, kind: failedKind, reason }: Failure,
    settings: OrganizationSettings,
  ): Promise<void> {
    // an undelivered alert does not cause another alert
    if (messageKind(failedKind).module !== 'privacy-requests') return;
    const row = await this.store.lock(transaction, organization);
    if (!row) return;
    const unreported = await this.failures.add(transaction, organization, message_id);
    const isSmsLimit = reason === 'sms_limit';
    const isDue = isSmsLimit
      ? this.isSmsLimitUnreported(row)
      : (unreported ?? 0) >= row.notify_after_failures;
    if (unreported === null || !isDue || !reachableChannels(settings).includes('email')) return;
    if (isSmsLimit) await this.store.markSmsLimitReported(transaction, organization);
    const { email_addresses } = this.alerts.open(organization, row);
    for (const email of new Set(email_addresses))
      await this.send(transaction, organization, email, unreported);
    await this.failures.markReported(transaction, organization);
  }

  /** Every text message of the day fails in the same way: the first one is reported at once, the others are counted. */
  private isSmsLimitUnreported({ sms_limit_told_at }: AlertRow): boolean {
    return sms_limit_told_at === null || sms_limit_told_at.getTime() <= this.clock.nowMs() - dayMs;
  }

  private async send(
    transaction: Transaction,
    organization: string,
    email: string,
    unsentErrors: number,
  ): Promise<void> {
    const message = { organization, kind: alertKind, channel: 'email', locale: defaultLocale } as const;
    const variables = { unsent_errors: String(unsentErrors) };
    await this.messages.send(transaction, message, { to: { email }, variables });
  }
}
