import { AppError } from '@subjectline/contracts';

const maxKeyLength = 255;

/** The value of an `Idempotency-Key`. Refuses one that is empty or too long. */
export function requireIdempotencyKey(key: string): string {
  if (key.length > 0 && key.length <= maxKeyLength) return key;
  const message = `must be of 1 to ${maxKeyLength} characters`;
  throw new AppError('invalid', {}, [{ path: ['header', 'Idempotency-Key'], rule: 'isLength', message }]);
}
