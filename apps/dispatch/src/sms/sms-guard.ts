import { Injectable } from '@nestjs/common';
import {
  canReceiveMessages,
  isPhoneAllowed,
  type MessageReason,
  type OrganizationSettings,
  type SendMessageTask,
} from '@subjectline/contracts';
import { SmsLimit } from './sms-limit';

type SmsSettings = Pick<OrganizationSettings, 'sms_countries' | 'sms_daily_limit'>;

/** Text messages cost money, and rented numbers earn it: the last check before a provider is called. */
@Injectable()
export class SmsGuard {
  constructor(private readonly limit: SmsLimit) {}

  /** Why a text message is not to be sent, or null. */
  async refusalOf(task: SendMessageTask, to: string, settings: SmsSettings): Promise<MessageReason | null> {
    if (!canReceiveMessages(to)) return 'number_refused';
    if (!isPhoneAllowed(to, settings.sms_countries)) return 'country_disabled';
    return (await this.limit.admits(task, settings.sms_daily_limit)) ? null : 'sms_limit';
  }
}
