import type { Channel } from '@subjectline/contracts';
import type { KeyRing } from '../sealing/sealing';
import { spellingsOf } from './mailbox-spellings';

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
  // all spellings of the domain: they were stored as they came before there was one name for them
  const [first, ...others] = spellingsOf(address.trim().toLowerCase());
  const digestsOf = (text: string) => keys.digests('suppression', organization, channel, text);
  return [...digestsOf(first), ...others.flatMap(digestsOf)];
}
