import { domainToASCII } from 'node:url';
import type { Channel } from '@subjectline/contracts';
import type { KeyRing } from '../sealing/sealing';

/**
 * The keyed digests of a recipient on a channel, under every key, the one to store first: what was stored under an older one
 * is still found.
 */
export function recipientDigests(
  keys: KeyRing,
  organization: string,
  channel: Channel,
  address: string,
): [string, ...string[]] {
  const digestsOf = (text: string) => keys.digests('suppression', organization, channel, text);
  const plain = address.trim().toLowerCase();
  const one = withAsciiDomain(plain);
  // as it was stored before there was one name for both spellings of a domain
  return one === plain ? digestsOf(one) : [...digestsOf(one), ...digestsOf(plain)];
}

/**
 * One name for the spellings of a mailbox: letters that differ only in case are the same at every provider that matters,
 * and `münchen.de` is `xn--mnchen-3ya.de` (RFC 5890), as vendors and address books write it.
 */
function withAsciiDomain(address: string): string {
  const composed = address.normalize('NFC');
  const at = composed.lastIndexOf('@') + 1;
  const domain = composed.slice(at);
  // the conversion would leave out a line break, and so make another domain of what is none
  if (at === 0 || !/[^\x21-\x7e]/.test(domain) || /[\s\p{Cc}]/u.test(domain)) return composed;
  return composed.slice(0, at) + (domainToASCII(domain) || domain);
}
