import { AppError } from '@subjectline/contracts';
import { requireBody } from '../http/bodies/placed';
import { Text } from '@subjectline/schema';
import { AlwaysNull } from '../http/always-null';

export class SecretsSaved {
  @Text({ example: textFor('mailgun') }) msg!: string;

  /** Fides has these two and never fills them. */
  @AlwaysNull test_status!: null;
  @AlwaysNull failure_reason!: null;
}

export function secretsSaved(key: string): SecretsSaved {
  return { msg: textFor(key), test_status: null, failure_reason: null };
}

function textFor(key: string): string {
  return `Secrets updated for MessagingConfig with key: ${key}.`;
}

export function readSecrets(body: unknown): object {
  requireBody(body);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new AppError('invalid', {}, [{ path: ['body'], rule: 'isObject', message: 'must be an object' }]);
}
