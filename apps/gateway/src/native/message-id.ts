import { AppError, newId } from '@subjectline/contracts';
import type { KeyRing } from '@subjectline/storage';

const longestKey = 255;

/**
 * A new id, or the one that an `Idempotency-Key` always comes to: whoever sends the same key again, after a timeout,
 * means the same message, and another one for each message that it has sent once more. Keyed, so that an id tells nothing of the key; per organization, so that none meets another's.
 */
export function messageIdFor(
  keys: KeyRing,
  organization: string,
  idempotencyKey: string | undefined,
  resentFrom?: string,
): string {
  if (idempotencyKey === undefined) return newId('msg');
  if (idempotencyKey.length === 0 || idempotencyKey.length > longestKey) {
    const message = `must be of 1 to ${longestKey} characters`;
    throw new AppError('invalid', {}, [{ path: ['header', 'Idempotency-Key'], rule: 'isLength', message }]);
  }
  const named = resentFrom === undefined ? idempotencyKey : `${resentFrom} ${idempotencyKey}`;
  const purpose = resentFrom === undefined ? 'message-id' : 'resent-message-id';
  const [, digest = ''] = keys.digest(purpose, organization, named).split('.');
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
