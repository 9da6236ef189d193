import {
  canonicalPhone,
  isPlainEmail,
  phonePattern,
  type Address,
  type Channel,
} from '@subjectline/contracts';
import type { Destination } from '@subjectline/storage';
import { isEmail } from 'class-validator';

/** Where somebody can be reached, and how. */
export interface Reach {
  readonly to: Address;
  readonly channel: Channel;
}

/** What an organization calls a person is mostly an address; null when it is none. */
export function reachOf(id: string | null | undefined): Reach | null {
  const text = id?.trim() ?? '';
  if (isPlainEmail(text)) return { to: { email: text }, channel: 'email' };
  if (phonePattern.test(text)) return { to: { phone_number: canonicalPhone(text) }, channel: 'sms' };
  return null;
}

/** Where a message goes. One without a recipient is counted too. */
export function destinationOf(reach: Reach | null): Destination {
  return reach ?? { channel: 'email', to: null };
}

/** One person in two spellings is one person: addresses are the same in any case, other names are not. */
export function comparable(id: string): string {
  const text = id.trim();
  return isEmail(text) ? text.toLowerCase() : text;
}

/** An address with the token in its query, whatever was there before. */
export function withToken(address: string, token: string): string {
  const url = new URL(address);
  url.searchParams.set('token', token);
  return url.href;
}
