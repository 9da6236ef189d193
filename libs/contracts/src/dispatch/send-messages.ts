import { ListOf, OneOf, PickFields } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { dayMs } from '../values/clock';
import { MessageId, OrganizationId } from '../values/rules';
import { SendMessageTask } from './dispatch';

/**
 * How far ahead a message can be scheduled: what is said within the longest terms of the law, such as three months of
 * the GDPR for a difficult request. Past that, keys and retention periods may have taken its content.
 */
export const maxSendAheadMs = 92 * dayMs;

/** How many messages one call may hold. */
export const maxMessagesAtOnce = 1_000;

/** As in `SendMessageTask`, whose comments say what each field means. */
export class NewMessage extends PickFields(SendMessageTask, [
  'id',
  'kind',
  'channel',
  'sealed_content',
  'locale',
  'about',
  'expires_at',
  'send_at',
]) {}

export class SendMessagesRequest {
  @OrganizationId organization!: string;
  @ListOf(() => NewMessage, { min: 1, max: maxMessagesAtOnce }) messages!: NewMessage[];
}

export class AcceptedMessage {
  @MessageId id!: string;
  @OneOf(['queued', 'scheduled']) state!: 'queued' | 'scheduled';
}

export class AcceptedMessages {
  /** In the order in which they were given. */
  @ListOf(() => AcceptedMessage) messages!: AcceptedMessage[];
}

/**
 * Stores messages, all or none, so that they are listed and can be canceled once it has answered; then they are sent, or
 * wait for their `send_at`. Idempotent by id. Refused with `invalid` if one is scheduled too far ahead, or is a code that is
 * scheduled. A task sends a single message without an answer: `SendNotice`, `SendCode`.
 */
export const SendMessages = callOf('dispatch', {
  askedBy: ['gateway', 'identity', 'requests', 'consents', 'engine'],
})('send-messages', SendMessagesRequest, AcceptedMessages);
