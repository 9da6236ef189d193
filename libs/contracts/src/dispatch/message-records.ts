import { Int, ListOf, Nested, Nullable, OneOf, Optional, Text, Timestamp, With } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { channels, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { providerReasons, type ProviderReason } from '../catalog/provider-reasons';
import { MessageId, OrganizationId } from '../values/rules';
import { PageRequest } from '../values/page';
import { deliveryStatuses, MessageDelivery, MessageReport, type DeliveryStatus } from './delivery';
import { messageStates, type MessageState } from './message-states';

const call = callOf('dispatch', { askedBy: ['gateway'] });

/** Limits of codes and unproved receipts that suppress a message; `disowned` follows _This was not me_. */
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
  'recipient_suppressed',
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

/** The outcome of a try. */
export const tryOutcomes = [
  'sent',
  'refused',
  'throttled',
  'unavailable',
  'misconfigured',
  'unknown',
] as const;
export type TryOutcome = (typeof tryOutcomes)[number];

/** The status of a message. No address, text or variables. */
export class MessageRecord {
  @Text({ example: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' }) id!: string;
  @OneOf(messageKindIds, { example: 'privacy_request_receipt' }) kind!: MessageKindId;
  @OneOf(messageStates, { example: 'sent' }) state!: MessageState;
  @Nullable(OneOf(messageReasons)) reason!: MessageReason | null;

  /** The details of the provider's last refusal, if given. */
  @Nullable(OneOf(providerReasons)) provider_reason!: ProviderReason | null;
  @Nullable(OneOf(channels, { example: 'email' })) channel!: Channel | null;
  @Nullable(Text({ example: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d' })) about!: string | null;
  @Nullable(Text({ example: 'mailgun' })) service_type!: string | null;

  /** The provider config of the last try. */
  @Nullable(Text({ example: 'mailgun' })) provider_key!: string | null;
  @Nullable(Text({ example: '20260302093001.1.5C3A@mg.example.com' })) provider_message_id!: string | null;

  /** The version of the wording: 0 is the shipped one, null if it was never rendered. */
  @Nullable(Int({ example: 0 })) wording_version!: number | null;
  @Nullable(Text({ example: 'en' })) wording_locale!: string | null;

  /** Variables without a value: left empty, or the message was not sent. */
  @ListOf(Text(), { example: [] }) missing!: string[];
  @Int({ example: 1 }) attempts!: number;
  @Timestamp created_at!: string;

  /** When a scheduled message is sent, or was released. */
  @Nullable(With(Timestamp, { example: null })) send_at!: string | null;
  @Nullable(With(Timestamp, { example: null })) next_attempt_at!: string | null;
  @Nullable(Timestamp) settled_at!: string | null;

  /** What the vendor reports of it. Null if it has reported nothing. */
  @Nullable(Nested(() => MessageDelivery)) delivery!: MessageDelivery | null;

  /** The message that this one repeats. */
  @Nullable(Text()) resent_from!: string | null;

  /** The API client that requested the repetition. */
  @Nullable(Text()) resent_by!: string | null;

  /** The API client that canceled it. */
  @Nullable(Text()) canceled_by!: string | null;
}

/** A finished try. */
export class MessageTry {
  @Int({ example: 1 }) number!: number;
  @Text({ example: 'mailgun' }) service_type!: string;
  @Nullable(Text({ example: 'mailgun' })) provider_key!: string | null;
  @OneOf(tryOutcomes) outcome!: TryOutcome;

  /** The provider's own code, or the network's. */
  @Nullable(Text()) code!: string | null;

  /** The details of the provider's refusal, if given. */
  @Nullable(OneOf(providerReasons)) reason!: ProviderReason | null;
  @Timestamp started_at!: string;
  @Timestamp finished_at!: string;
}

/** A message with all its tries, and what vendors report of it. */
export class MessageHistory extends MessageRecord {
  /** Oldest first. */
  @ListOf(() => MessageTry) tries!: MessageTry[];

  /** In the order in which they arrived. */
  @ListOf(() => MessageReport) reports: MessageReport[] = [];
}

export class MessageRecords {
  @ListOf(() => MessageRecord) items!: MessageRecord[];
  @Int() total!: number;
}

export class ListMessagesRequest extends PageRequest {
  @OrganizationId organization!: string;
  @Optional(Text({ max: 128 })) about?: string;
  @Optional(OneOf(messageStates)) state?: MessageState;
  @Optional(OneOf(messageKindIds)) kind?: MessageKindId;

  /** What its vendor reports of it. */
  @Optional(OneOf(deliveryStatuses)) delivery?: DeliveryStatus;

  /** The provider config of the last try. */
  @Optional(Text({ max: 200 })) provider_key?: string;
  @Optional(Text({ max: 64 })) service_type?: string;
  @Optional(Timestamp) created_gt?: string;
  @Optional(Timestamp) created_lt?: string;

  /** Messages that come after this one in the list: what is new meanwhile shifts nothing. */
  @Optional(MessageId) before?: string;

  /** To this email or phone number: a sealed `Address`, bound to `searchedAddressContext`. */
  @Optional(Text()) sealed_address?: string;
}

/** The context that the sealed address of a search is bound to. */
export function searchedAddressContext(organization: string): string {
  return `searched-address:${organization}`;
}

/** Newest first. Refused with `invalid` where `before` is no message. */
export const ListMessages = call('list-messages', ListMessagesRequest, MessageRecords, {
  askedBy: ['gateway', 'requests'],
});

export class ReadMessageRequest {
  @OrganizationId organization!: string;
  @Text() id!: string;
}

export const ReadMessage = call('read-message', ReadMessageRequest, MessageHistory);

export class ResendMessageRequest extends ReadMessageRequest {
  /** The id of the new message. Repeating it changes nothing. */
  @MessageId new_id!: string;

  /** Who asked for it. */
  @Text({ max: 256 }) resent_by!: string;
}

/** Sends a notice again as a new message. Never a code: request a new one instead. */
export const ResendMessage = call('resend-message', ResendMessageRequest, MessageRecord);

export class CancelMessageRequest extends ReadMessageRequest {
  /** Who asked for it. */
  @Text({ max: 256 }) canceled_by!: string;
}

/**
 * Cancels a message that is scheduled or queued. Repeating it changes nothing. Refused with `message_not_cancelable` if
 * it is being sent or has ended.
 */
export const CancelMessage = call('cancel-message', CancelMessageRequest, MessageRecord);

/** Tries a message that waits for its time, its next try or its account, without any further wait. */
export const SendMessageNow = call('send-message-now', ReadMessageRequest, MessageRecord);
