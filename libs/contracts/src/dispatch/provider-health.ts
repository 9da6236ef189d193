import { Int, ListOf, Nested, OneOf, Optional, Text, Timestamp, WebAddress, With } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { OrganizationId } from '../values/rules';

const call = callOf('dispatch', { askedBy: ['gateway'] });

export const providerTroubles = ['unavailable', 'throttled', 'misconfigured', 'unknown'] as const;
export type ProviderTrouble = (typeof providerTroubles)[number];

/** A provider config that cannot send at the moment. Its messages are queued. */
export class ProviderHealth {
  @Text({ example: 'mailgun' }) key!: string;

  /** The outcome of its tries. */
  @OneOf(providerTroubles, { example: 'misconfigured' }) reason!: ProviderTrouble;
  @Timestamp since!: string;

  /** When the next message probes it. Saving the config probes it at once. */
  @Timestamp next_try_at!: string;

  /** The number of queued messages. */
  @Int({ example: 12 }) waiting!: number;
}

export const smsUsageStates = ['ok', 'near', 'reached'] as const;

/** Text messages within the last 24 hours, and the organization's limit. */
export class SmsUsage {
  /** `near` from four fifths of the limit on; `reached`: further ones are skipped. */
  @OneOf(smsUsageStates, { example: 'near' }) state!: (typeof smsUsageStates)[number];

  /** Capped at the limit. */
  @Int({ example: 8_204 }) sent!: number;
  @Int({ example: 10_000 }) daily_limit!: number;
}

/** A vendor that is reached at another address than its own. */
export class VendorAddress {
  @Text({ example: 'mailgun' }) service_type!: string;
  @With(WebAddress, { example: 'http://127.0.0.1:8025' }) url!: string;
}

export class ProviderHealthList {
  @ListOf(() => ProviderHealth) items!: ProviderHealth[];
  @Nested(() => SmsUsage) sms!: SmsUsage;

  /** Vendors in whose place an emulator or a proxy is asked. Absent without any, and for all but the first organization. */
  @Optional(ListOf(() => VendorAddress)) vendor_addresses?: VendorAddress[];
}

export class ReadProviderHealthRequest {
  @OrganizationId organization!: string;
}

/** The configs that cannot send, and the state of the SMS limit. */
export const ReadProviderHealth = call('read-provider-health', ReadProviderHealthRequest, ProviderHealthList);
