import {
  canonicalPhone,
  isPlainEmail,
  phonePattern,
  type Address,
  type Channel,
} from '@subjectline/contracts';
import type { Destination } from '@subjectline/storage';
import { isEmail } from 'class-validator';
import type { Person } from './consent-vault';

/** An address, and the channel that reaches it. */
export interface Reach {
  readonly to: Address;
  readonly channel: Channel;
}

/** An organization's id for a person is mostly an address; null when it is not. */
export function reachOf(id: string | null | undefined): Reach | null {
  const text = id?.trim() ?? '';
  if (isPlainEmail(text)) return { to: { email: text }, channel: 'email' };
  if (phonePattern.test(text)) return { to: { phone_number: canonicalPhone(text) }, channel: 'sms' };
  return null;
}

/** Where the messages about a user go. */
export function reachOfPerson({ organization_user_id, email }: Person): Reach | null {
  return reachOf(organization_user_id) ?? reachOf(email);
}

/** What a message is counted under. One without a recipient is counted too. */
export function destinationOf(reach: Reach | null): Destination {
  return reach ?? { channel: 'email', to: null };
}

/** The form in which ids are compared: addresses ignore case, other ids do not. */
export function comparable(id: string): string {
  const text = id.trim();
  return isEmail(text) ? text.toLowerCase() : text;
}

/** The URL with this token in its query, in place of any other. */
export function withToken(redirectUrl: string, token: string): string {
  const url = new URL(redirectUrl);
  url.searchParams.set('token', token);
  return url.href;
}
