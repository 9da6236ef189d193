import { Type } from 'class-transformer';
import {
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineEvent, defineTask } from './define';
import { channels, messageKind, messageKindIds, type Channel, type MessageKindId } from './messages';
import { IsAbsentOr, IsOrganization, IsProviderKey } from './rules';
import { Address } from './sealed-content';

function IsMessageId(): PropertyDecorator {
  return Matches(/^msg_[0-9a-f-]{36}$/, { message: 'must be the id of a message' });
}

/** Which provider config takes the next tries of a message, after another failed. Dispatch writes it for itself. */
export class Handover {
  @IsProviderKey()
  key!: string;

  /** How many tries there were before this config was turned to. */
  @IsInt()
  after_tries!: number;

  /** How often the message was handed over, this time included. */
  @IsInt()
  times!: number;

  /** Configs that did not accept us: nobody turns to them again for this message. */
  @IsArray()
  @IsString({ each: true })
  broken!: string[];
}

/** Gets one message to one person, once: the same id again changes nothing. */
export class SendMessageTask {
  @IsMessageId()
  id!: string;

  @IsOrganization()
  organization!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  /** The channel it must take; left out, the active provider decides. */
  @IsAbsentOr()
  @IsIn([...channels])
  channel?: Channel;

  /** `SealedContent`, bound to `messageContext`. */
  @IsString()
  sealed_content!: string;

  @IsString()
  @MaxLength(35)
  locale!: string;

  /** What it is about, such as a privacy request's id. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(128)
  about?: string;

  /** After this moment it is of no use and is not sent. */
  @IsAbsentOr()
  @IsISO8601()
  expires_at?: string;

  /** Absent on a first try. */
  @IsAbsentOr()
  @ValidateNested()
  @Type(() => Handover)
  handover?: Handover;
}

const sendMessage = {
  owner: 'dispatch',
  payload: SendMessageTask,
  sentBy: ['gateway', 'identity', 'requests', 'dispatch', 'engine'],
  concurrency: 50,
} as const;

/** The queue of notices. */
export const SendNotice = defineTask({ ...sendMessage, name: 'send-notice' });

/** The queue of codes and links that expire: it never waits behind notices. */
export const SendCode = defineTask({ ...sendMessage, name: 'send-code' });

/** The queue that a kind of message belongs to. */
export function sendTaskOf(kind: MessageKindId): typeof SendNotice {
  return messageKind(kind).lane === 'codes' ? SendCode : SendNotice;
}

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

/** Why a message was not sent. */
export const messageReasons = [
  'no_provider',
  'provider_incomplete',
  'no_address',
  'no_wording',
  'parameter_missing',
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

  /** The message that an operator had sent once more with this one. */
  @IsOptional()
  @IsString()
  resent_from!: string | null;
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

export class ListMessagesRequest {
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

  @IsInt()
  @Min(1)
  page!: number;

  @IsInt()
  @Min(1)
  @Max(100)
  size!: number;
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

/** A message kept by the `inbox` provider, whole: this provider is for development. */
export class InboxMessage {
  @IsString()
  id!: string;

  @IsIn([...channels])
  channel!: Channel;

  @IsString()
  to!: string;

  @IsOptional()
  @IsString()
  subject!: string | null;

  @IsOptional()
  @IsString()
  html!: string | null;

  @IsString()
  text!: string;

  @IsISO8601()
  sent_at!: string;
}

export class Inbox {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => InboxMessage)
  messages!: InboxMessage[];
}

export class ReadInboxRequest {
  @IsOrganization()
  organization!: string;

  @IsInt()
  @Min(1)
  @Max(100)
  limit!: number;
}

/** Newest first. */
export const ReadInbox = defineCall({
  owner: 'dispatch',
  name: 'read-inbox',
  request: ReadInboxRequest,
  reply: Inbox,
  askedBy: ['gateway'],
});

export class CheckProviderRequest {
  @IsOrganization()
  organization!: string;

  @IsProviderKey()
  key!: string;
}

export class SendTestMessageRequest {
  @IsOrganization()
  organization!: string;

  /** The config to go through, active or not; the active one when left out, and then nothing is recorded. */
  @IsAbsentOr()
  @IsProviderKey()
  key?: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => Address)
  to!: Address;
}

/** Why a test went wrong before a provider was asked, or that the provider failed. */
export const testFailures = [
  'details_invalid',
  'secrets_missing',
  'secrets_invalid',
  'no_email',
  'no_phone_number',
  'no_wording',
  'provider_failed',
] as const;
export type TestFailure = (typeof testFailures)[number];

export class ProviderTestResult {
  @IsString()
  key!: string;

  @IsString()
  service_type!: string;

  /** Null when all went well. */
  @IsOptional()
  @IsIn([...testFailures])
  failure!: TestFailure | null;

  /** How the provider failed, in our words: what a vendor says repeats the address. */
  @IsOptional()
  @IsString()
  explanation!: string | null;
}

/** Sends a test message right away and tells what became of it. */
export const SendTestMessage = defineCall({
  owner: 'dispatch',
  name: 'send-test-message',
  request: SendTestMessageRequest,
  reply: ProviderTestResult,
  askedBy: ['gateway'],
  // a provider has twelve seconds
  timeoutMs: 15_000,
});

/** Tries the credentials of a config; nothing is delivered to anybody. */
export const CheckProvider = defineCall({
  owner: 'dispatch',
  name: 'check-provider',
  request: CheckProviderRequest,
  reply: ProviderTestResult,
  askedBy: ['gateway'],
  timeoutMs: 15_000,
});

/** A message will not reach its person, or nobody can tell. */
export class MessageUndeliveredEvent {
  @IsOrganization()
  organization!: string;

  @IsString()
  message_id!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsOptional()
  @IsString()
  about!: string | null;

  @IsIn([...messageStates])
  state!: MessageState;

  @IsOptional()
  @IsIn([...messageReasons])
  reason!: MessageReason | null;
}

export const MessageUndelivered = defineEvent({
  owner: 'dispatch',
  name: 'message-undelivered',
  payload: MessageUndeliveredEvent,
  heardBy: ['requests'],
});
