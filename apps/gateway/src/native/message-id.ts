import { AppError, newId } from '@subjectline/contracts';
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
  return `msg_${uuidOf(Buffer.from(digest, 'base64url'))}`;
}

/** RFC 9562 §5.8: version 8, for values made by a rule of one's own. */
export function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
