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
  return keys.digests('suppression', organization, channel, plain(address));
}

/** Mailboxes with letters that differ only in case are the same at every provider that matters. */
function plain(address: string): string {
  return address.trim().toLowerCase();
}
