import { Flag, Int, ListOf, Nested, Nullable, OneOf, Optional, Text, Timestamp } from '@subjectline/schema';
import { defineEvent, defineTask } from '../contract/define';
import { messageReasons, type MessageReason } from './message-records';
import { messageStates, type MessageState } from './message-states';
import { channels, messageKind, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { exampleIds } from '../values/example-ids';
import { Locale, MessageId, OrganizationId, ProviderKey } from '../values/rules';

/** Which provider config takes the next tries of a message, after another failed. Dispatch writes it for itself. */
export class Handover {
  @ProviderKey key!: string;

  /** The number of tries before switching to this config. */
  @Int() after_tries!: number;

  /** The number of handovers, including this one. */
  @Int() times!: number;

  /** Configs that rejected our credentials. They are not tried again for this message. */
  @ListOf(Text()) broken!: string[];
}

/** Delivers a message to a person. Idempotent by id. */
export class SendMessageTask {
  @MessageId id!: string;
  @OrganizationId organization!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;

  /** The required channel. Default: decided by the active provider. */
  @Optional(OneOf(channels)) channel?: Channel;

  /** `SealedContent`, bound to `messageContext`. */
  @Text() sealed_content!: string;
  @Locale locale!: string;

  /** Its subject, such as a privacy request's id. */
  @Optional(Text({ max: 128 })) about?: string;

  /** Expiry: it is not sent after this time. */
  @Optional(Timestamp) expires_at?: string;

  /** It is `scheduled` and not sent before this time. Ignored for codes, which are of use only at once. */
  @Optional(Timestamp) send_at?: string;

  /** The reason for recording it without sending. */
  @Optional(OneOf(messageReasons)) skip_reason?: MessageReason;

  /** A test of a template: marked in the subject, with sample values. */
  @Optional(Flag) is_test?: boolean;

  /** Absent on a first try. */
  @Optional(Nested(() => Handover)) handover?: Handover;
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

/** States that a message ends in. `unknown` may be followed by another one. */
export const settledStates = ['sent', 'failed', 'expired', 'skipped', 'canceled', 'unknown'] as const;
export type SettledState = (typeof settledStates)[number];

export class SettledMessage {
  @OrganizationId organization!: string;
  @MessageId message_id!: string;
  @OneOf(messageKindIds, { example: 'privacy_request_receipt' }) kind!: MessageKindId;
  @Nullable(Text({ example: exampleIds.request })) about!: string | null;
  @OneOf(settledStates) state!: SettledState;
  @Nullable(OneOf(messageReasons)) reason!: MessageReason | null;
  @Timestamp settled_at!: string;
}

/** All that were recorded together: under load one event tells of a hundred messages. */
export class MessagesSettledEvent {
  @ListOf(() => SettledMessage) messages!: SettledMessage[];
}

/** Messages have ended: sent or not. */
export const MessagesSettled = defineEvent({
  owner: 'dispatch',
  name: 'messages-settled',
  payload: MessagesSettledEvent,
  heardBy: ['webhooks', 'requests'],
});

/** A message will not reach its person, or it is unknown whether it will. */
export class MessageUndeliveredEvent {
  @OrganizationId organization!: string;
  @Text() message_id!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Nullable(Text()) about!: string | null;
  @OneOf(messageStates) state!: MessageState;
  @Nullable(OneOf(messageReasons)) reason!: MessageReason | null;
}

export const MessageUndelivered = defineEvent({
  owner: 'dispatch',
  name: 'message-undelivered',
  payload: MessageUndeliveredEvent,
  heardBy: ['requests'],
});
