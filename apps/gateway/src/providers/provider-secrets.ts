import { AppError } from '@subjectline/contracts';
import { requireBody } from '../http/bodies/placed';
import { nullableText, objectOf, text } from '../openapi/shape';

export interface SecretsSaved {
  readonly msg: string;
  /** Fides has these two and never fills them. */
  readonly test_status: null;
  readonly failure_reason: null;
}

export const secretsSavedShape = objectOf({
  msg: text,
  test_status: nullableText,
  failure_reason: nullableText,
});

export function secretsSaved(key: string): SecretsSaved {
  const msg = `Secrets updated for MessagingConfig with key: ${key}.`;
  return { msg, test_status: null, failure_reason: null };
}

export function readSecrets(body: unknown): object {
  requireBody(body);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new AppError('invalid', {}, [{ path: ['body'], rule: 'isObject', message: 'must be an object' }]);
}
