import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock, reachableChannels, type OrganizationSettings } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestId, RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';

/** Requests in one round. */
const batchSize = 100;

/** Reminds persons of requests that they have not verified, once. */
@Injectable()
export class ReminderService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** @param isStopped asked before each request; the rest stay due */
  async run(isStopped: () => boolean): Promise<void> {
    for (const id of await this.store.dueForReminder(batchSize)) {
      if (isStopped()) return;
      await this.remind(id).catch((error: unknown) => {
        this.logger.warn({ err: error, requestId: id.id }, 'reminding of a request failed; retrying');
      });
    }
  }

  /** The locked row decides: of two replicas one sends the reminder. */
  private async remind({ organization, id }: RequestId): Promise<void> {
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row?.remind_at || row.remind_at > this.clock.now()) return;
      this.store.endReminder(transaction, row);
      if (await this.isWanted(transaction, row, settings)) await this.send(transaction, row, settings);
    });
  }

  /** Not where it would not arrive, and not if it was switched off meanwhile. */
  private async isWanted(
    transaction: Transaction,
    row: RequestRow,
    { verification_reminder_hours }: OrganizationSettings,
  ): Promise<boolean> {
    if (row.status !== 'identity_unverified' || row.archived_at || verification_reminder_hours === null)
      return false;
    return (await this.log.lastBy(transaction, row, 'message_undelivered')) === null;
  }

  private async send(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<void> {
    const isSent = await this.messages.remind(transaction, row, reachableChannels(settings));
    if (isSent) this.log.add(transaction, row, 'reminder_sent', 'system');
  }
}
