import { Text } from '@subjectline/schema';
import { defineState } from './define';
import { MessageId } from '../values/rules';

/** How long an `Idempotency-Key` is remembered. */
export const idempotencyMs = 24 * 3_600_000;

/** Which message came of a key: messages are handed to the broker, and what is remembered of them is there too. */
export class MessageKey {
  @MessageId message_id!: string;

  /** Keyed digest of what was sent with the key. */
  @Text() body_digest!: string;
}

/** By the keyed digest of a key and its caller. */
export const MessageKeys = defineState({
  owner: 'gateway',
  bucket: 'message-keys',
  value: MessageKey,
  readBy: [],
  lifetimeMs: idempotencyMs,
});
