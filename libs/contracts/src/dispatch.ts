import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { defineEvent, defineTask } from './define';
import { messageReasons, messageStates, type MessageReason, type MessageState } from './message-records';
import { channels, messageKind, messageKindIds, type Channel, type MessageKindId } from './messages';
import { IsAbsentOr, IsMessageId, IsOrganization, IsProviderKey } from './rules';

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

  /** Why it is recorded and not sent. */
  @IsAbsentOr()
  @IsIn([...messageReasons])
  skip_reason?: MessageReason;

  /** Somebody looks at a template: it says so in its subject, and its values are samples. */
  @IsAbsentOr()
  @IsBoolean()
  is_test?: boolean;

  /** Absent on a first try. */
  @IsAbsentOr()
  @ValidateNested()
  @Type(() => Handover)
  handover?: Handover;
}

const sendMessage = {
  owner: 'dispatch',
  payload: SendMessageTask,
  sentBy: ['gateway', 'identity', 'requests', 'consents', 'dispatch', 'engine'],
  // more than accounts may have under way together (`LaneSlots`): slow ones leave places for the others
  concurrency: 160,
} as const;

/** The queue of notices. */
export const SendNotice = defineTask({ ...sendMessage, name: 'send-notice' });

/** The queue of codes and links that expire: it never waits behind notices. */
export const SendCode = defineTask({ ...sendMessage, name: 'send-code' });

/** The queue that a kind of message belongs to. */
export function sendTaskOf(kind: MessageKindId): typeof SendNotice {
  return messageKind(kind).lane === 'codes' ? SendCode : SendNotice;
}

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
