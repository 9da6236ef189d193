import { AppError, namedId, newId } from '@subjectline/contracts';
import type { KeyRing } from '@subjectline/storage';

const longestKey = 255;

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
  if (idempotencyKey.length === 0 || idempotencyKey.length > longestKey) {
    const message = `must be of 1 to ${longestKey} characters`;
    throw new AppError('invalid', {}, [{ path: ['header', 'Idempotency-Key'], rule: 'isLength', message }]);
  }
  const named = `${resentFrom} ${idempotencyKey}`;
  const [, digest = ''] = keys.digest('resent-message-id', organization, named).split('.');
  return namedId('msg', Buffer.from(digest, 'base64url'));
}
