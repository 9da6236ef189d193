import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { defineCall } from './define';
import { channels, messageKindIds, type Channel, type MessageKindId } from './messages';
import { providerReasons, type ProviderReason } from './provider-reasons';
import { IsAbsentOr, IsMessageId, IsOrganization } from './rules';
import { PageRequest } from './page';

/**
 * `queued` waits for its first or next try; `sending` is with the provider right now; `unknown` means that nobody can
 * tell whether the provider took it. The others are final.
 */
export const messageStates = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'failed',
  'expired',
  'skipped',
] as const;
export type MessageState = (typeof messageStates)[number];

/** Budgets of codes and unproved receipts that suppress a message; `disowned` follows _This was not me_. */
export const limitReasons = [
  'disowned',
  'address_limit',
  'domain_limit',
  'phone_range_limit',
  'caller_limit',
  'organization_limit',
] as const;
export type LimitReason = (typeof limitReasons)[number];

export function isLimitReason(reason: MessageReason | null): reason is LimitReason {
  return limitReasons.some((limit) => limit === reason);
}

/** Why a message was not sent. */
export const messageReasons = [
  'no_provider',
  'provider_incomplete',
  'no_address',
  'number_refused',
  'country_disabled',
  'sms_limit',
  ...limitReasons,
  'no_approver',
  'no_wording',
  'template_missing',
  'parameter_missing',
  'too_long',
  'unreadable',
  'refused',
  'throttled',
  'unavailable',
  'misconfigured',
  'unknown',
] as const;
export type MessageReason = (typeof messageReasons)[number];

/** How one try ended. */
export const tryOutcomes = [
  'sent',
  'refused',
  'throttled',
  'unavailable',
  'misconfigured',
  'unknown',
] as const;
export type TryOutcome = (typeof tryOutcomes)[number];

/** What became of a message. No address, no text, no variable. */
export class MessageRecord {
  @IsString()
  id!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsIn([...messageStates])
  state!: MessageState;

  @IsOptional()
  @IsIn([...messageReasons])
  reason!: MessageReason | null;

  /** What exactly the provider refused at the last try, where it said so. */
  @IsOptional()
  @IsIn(providerReasons)
  provider_reason!: ProviderReason | null;

  @IsOptional()
  @IsIn([...channels])
  channel!: Channel | null;

  @IsOptional()
  @IsString()
  about!: string | null;

  @IsOptional()
  @IsString()
  service_type!: string | null;

  /** The provider config of the last try. */
  @IsOptional()
  @IsString()
  provider_key!: string | null;

  @IsOptional()
  @IsString()
  provider_message_id!: string | null;

  /** Which version of its kind's wording it said; 0 is the shipped one, null where it never came to that. */
  @IsOptional()
  @IsInt()
  wording_version!: number | null;

  @IsOptional()
  @IsString()
  wording_locale!: string | null;

  /** Variables of its wording that have no value: they were left empty, or the message was not sent. */
  @IsArray()
  @IsString({ each: true })
  missing!: string[];

  @IsInt()
  attempts!: number;

  @IsISO8601()
  created_at!: string;

  @IsOptional()
  @IsISO8601()
  next_attempt_at!: string | null;

  @IsOptional()
  @IsISO8601()
  settled_at!: string | null;

  /** The message that was sent once more with this one. */
  @IsOptional()
  @IsString()
  resent_from!: string | null;

  /** The API client that had it sent once more. */
  @IsOptional()
  @IsString()
  resent_by!: string | null;
}

/** One try that has come to an end. */
export class MessageTry {
  @IsInt()
  number!: number;

  @IsString()
  service_type!: string;

  @IsOptional()
  @IsString()
  provider_key!: string | null;

  @IsIn([...tryOutcomes])
  outcome!: TryOutcome;

  /** The provider's own code, or the network's. */
  @IsOptional()
  @IsString()
  code!: string | null;

  /** What exactly the provider refused, where it said so. */
  @IsOptional()
  @IsIn(providerReasons)
  reason!: ProviderReason | null;

  @IsISO8601()
  started_at!: string;

  @IsISO8601()
  finished_at!: string;
}

/** A message and how it came to that. */
export class MessageHistory extends MessageRecord {
  /** The first comes first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MessageTry)
  tries!: MessageTry[];
}

export class MessageRecords {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MessageRecord)
  items!: MessageRecord[];

  @IsInt()
  total!: number;
}

export class ListMessagesRequest extends PageRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsString()
  @MaxLength(128)
  about?: string;

  @IsAbsentOr()
  @IsIn([...messageStates])
  state?: MessageState;

  @IsAbsentOr()
  @IsIn(messageKindIds)
  kind?: MessageKindId;
}

/** Newest first. */
export const ListMessages = defineCall({
  owner: 'dispatch',
  name: 'list-messages',
  request: ListMessagesRequest,
  reply: MessageRecords,
  askedBy: ['gateway'],
});

export class ReadMessageRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  id!: string;
}

export const ReadMessage = defineCall({
  owner: 'dispatch',
  name: 'read-message',
  request: ReadMessageRequest,
  reply: MessageHistory,
  askedBy: ['gateway'],
});

export class ResendMessageRequest extends ReadMessageRequest {
  /** The new message's: the same one again changes nothing. */
  @IsMessageId()
  new_id!: string;

  /** Who asked for it. */
  @IsString()
  @MaxLength(256)
  resent_by!: string;
}

/** Sends a notice once more, as a message of its own. Never a code: whoever needs one has a new one made. */
export const ResendMessage = defineCall({
  owner: 'dispatch',
  name: 'resend-message',
  request: ResendMessageRequest,
  reply: MessageRecord,
  askedBy: ['gateway'],
});

/** Tries a message that waits for its next try, or for its account, without any further wait. */
export const SendMessageNow = defineCall({
  owner: 'dispatch',
  name: 'send-message-now',
  request: ReadMessageRequest,
  reply: MessageRecord,
  askedBy: ['gateway'],
});
