import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  reachableChannels,
  type OrganizationSettings,
  type PrivacyRequest,
  type ReopenRequestRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { takesMessage } from '../assurance/request-assurance';
import { PersonMessages } from '../person/person-messages';
import { reminderAt } from '../request/reminder';
import type { RequestRow } from '../request/request-row';
import { isNotIdentified } from '../request/request-status';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { SettingsReader } from '../request/settings-reader';

/** Staff open a request again that was closed because its person had not been identified. */
@Injectable()
export class ReopeningService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  async reopen({ organization, id, reopened_by }: ReopenRequestRequest): Promise<PrivacyRequest> {
    const settings = await this.settings.read(organization);
    const reopened = await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      requireReopenable(row);
      const open = this.store.reopen(transaction, row, reopened_by);
      const remind_at = reminderAt(settings, this.clock.now());
      this.store.scheduleReminder(transaction, open, { remind_at, reminders_sent: 0 });
      await this.messages.publishChanged(transaction, open);
      return this.ask(transaction, open, settings);
    });
    return toPrivacyRequest(reopened, this.clock.now());
  }

  /** The person gets what they got at first: a code, or a link. */
  private async ask(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<RequestRow> {
    if (!takesMessage(row)) return row;
    const counted = this.store.countCode(transaction, row, new Date(this.clock.nowMs() + gapAfterMs(1)));
    const channels = reachableChannels(settings);
    await this.messages.startVerification(transaction, counted, channels, { by_client: true });
    return counted;
  }
}

function requireReopenable(row: RequestRow): void {
  const refusal = (why: string) => new AppError('reopening_refused', { id: row.id, why });
  if (!isNotIdentified(row)) throw refusal('it was not closed because its person had not been identified');
  if (row.erased_at) throw refusal('its identity has been erased; have the person make a new request');
}
