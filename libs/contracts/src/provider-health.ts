import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsString, ValidateNested } from 'class-validator';
import { defineCall } from './define';
import { IsOrganization } from './rules';

export const providerTroubles = ['unavailable', 'throttled', 'misconfigured', 'unknown'] as const;
export type ProviderTrouble = (typeof providerTroubles)[number];

/** A provider config through which no message passes right now: its messages wait. */
export class ProviderHealth {
  @IsString()
  key!: string;

  /** What its tries ended with. */
  @IsIn([...providerTroubles])
  reason!: ProviderTrouble;

  @IsISO8601()
  since!: string;

  /** When one message finds out whether it works again; at once when the config is saved. */
  @IsISO8601()
  next_try_at!: string;

  /** How many messages wait for it. */
  @IsInt()
  waiting!: number;
}

export const smsUsageStates = ['ok', 'near', 'reached'] as const;

/** Text messages within the last 24 hours, of as many as the organization allows. */
export class SmsUsage {
  /** `near` from four fifths of the limit on; `reached`: further ones are skipped. */
  @IsIn([...smsUsageStates])
  state!: (typeof smsUsageStates)[number];

  /** Counted no further than the limit. */
  @IsInt()
  sent!: number;

  @IsInt()
  daily_limit!: number;
}

export class ProviderHealthList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProviderHealth)
  items!: ProviderHealth[];

  @ValidateNested()
  @Type(() => SmsUsage)
  sms!: SmsUsage;
}

export class ReadProviderHealthRequest {
  @IsOrganization()
  organization!: string;
}

/** The configs that do not work, none when all do; and how many text messages the organization may still send. */
export const ReadProviderHealth = defineCall({
  owner: 'dispatch',
  name: 'read-provider-health',
  request: ReadProviderHealthRequest,
  reply: ProviderHealthList,
  askedBy: ['gateway'],
});
