import { AppError, messageIdPattern, namedId, newId } from '@subjectline/contracts';
import type { KeyRing } from '@subjectline/storage';
import { requireIdempotencyKey } from '../http/idempotency-key';

/**
 * The id of a message that is sent once more: a new one, or the one that an `Idempotency-Key` always comes to for it.
 * Keyed, so that an id tells nothing of the key; per organization, so that none meets another's.
 */
export function resentIdFor(
  keys: KeyRing,
  organization: string,
  idempotencyKey: string | undefined,
  resentFrom: string,
): string {
  if (idempotencyKey === undefined) return newId('msg');
  const named = `${resentFrom} ${requireIdempotencyKey(idempotencyKey)}`;
  const [, digest = ''] = keys.digest('resent-message-id', organization, named).split('.');
  return namedId('msg', Buffer.from(digest, 'base64url'));
}

export function requireMessageId(id: string): string {
  if (messageIdPattern.test(id)) return id;
  throw new AppError('message_unknown', { id });
}
