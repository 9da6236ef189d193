import { Int, ListOf, Nested, OneOf, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { OrganizationId } from '../values/rules';

const call = callOf('dispatch', { askedBy: ['gateway'] });

export const providerTroubles = ['unavailable', 'throttled', 'misconfigured', 'unknown'] as const;
export type ProviderTrouble = (typeof providerTroubles)[number];

/** A provider config through which no message passes right now: its messages wait. */
export class ProviderHealth {
  @Text() key!: string;

  /** What its tries ended with. */
  @OneOf(providerTroubles) reason!: ProviderTrouble;
  @Timestamp since!: string;

  /** When one message finds out whether it works again; at once when the config is saved. */
  @Timestamp next_try_at!: string;

  /** How many messages wait for it. */
  @Int() waiting!: number;
}

export const smsUsageStates = ['ok', 'near', 'reached'] as const;

/** Text messages within the last 24 hours, of as many as the organization allows. */
export class SmsUsage {
  /** `near` from four fifths of the limit on; `reached`: further ones are skipped. */
  @OneOf(smsUsageStates) state!: (typeof smsUsageStates)[number];

  /** Counted no further than the limit. */
  @Int() sent!: number;
  @Int() daily_limit!: number;
}

export class ProviderHealthList {
  @ListOf(() => ProviderHealth) items!: ProviderHealth[];
  @Nested(() => SmsUsage) sms!: SmsUsage;
}

export class ReadProviderHealthRequest {
  @OrganizationId organization!: string;
}

/** The configs that do not work, none when all do; and how many text messages the organization may still send. */
export const ReadProviderHealth = call('read-provider-health', ReadProviderHealthRequest, ProviderHealthList);
