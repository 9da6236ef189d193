import { Injectable } from '@nestjs/common';
import { defaultLocale, type DeadlineStage } from '@subjectline/contracts';
import { SealedOutbox, type Transaction } from '@subjectline/storage';
import { AlertService } from './alert.service';
import { AlertStore } from './alert.store';

/** Tells staff how many requests have become due soon or overdue, or had no receipt in time, at the addresses of failure alerts. */
@Injectable()
export class DeadlineAlertService {
  constructor(
    private readonly alerts: AlertService,
    private readonly store: AlertStore,
    private readonly messages: SealedOutbox,
  ) {}

  async send(
    transaction: Transaction,
    organization: string,
    stages: readonly DeadlineStage[],
  ): Promise<void> {
    const row = await this.store.lock(transaction, organization);
    if (!row) return;
    const count = (stage: DeadlineStage) => stages.filter((one) => one === stage).length;
    const [overdue, dueSoon] = [count('overdue'), count('due_soon')];
    const unacknowledged = count('unacknowledged');
    const variables = {
      ...(overdue > 0 && { overdue: String(overdue) }),
      ...(dueSoon > 0 && { due_soon: String(dueSoon) }),
      ...(unacknowledged > 0 && { unacknowledged: String(unacknowledged) }),
    };
    const kind = 'privacy_request_deadline_alert';
    const message = { organization, kind, channel: 'email', locale: defaultLocale } as const;
    for (const email of new Set(this.alerts.open(organization, row).email_addresses)) {
      await this.messages.send(transaction, message, { to: { email }, variables });
    }
  }
}
