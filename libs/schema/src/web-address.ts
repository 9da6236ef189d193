import type { Field } from './field';
import { Own } from './fields';

/** An https or http URL without a user name: the allowed target of a link in a message. */
export const WebAddress: Field<string> = Own(
  {
    name: 'isWebAddress',
    validate: (value) => typeof value === 'string' && isWebAddress(value),
    message: 'must be an absolute http(s) address without credentials',
  },
  { example: 'https://example.com/privacy' },
);

export function isWebAddress(value: string): boolean {
  if (value.length > 2048 || /[\s\\]/.test(value)) return false;
  try {
    const { protocol, username, password } = new URL(value);
    return (protocol === 'https:' || protocol === 'http:') && !username && !password;
  } catch {
    return false;
  }
}
