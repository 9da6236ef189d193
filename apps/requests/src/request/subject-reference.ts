import { newId, type Channel } from '@subjectline/contracts';

/*
 * The subject reference of a challenge, `about` in the contracts of identity: `pri_…` is a privacy request, `pri_….sms` an
 * address of one that has to prove two, `pri_….lnk_…` a link to it that an API client created. Challenges of other services have
 * other prefixes.
 */

/** The id of the privacy request, or null when the reference is to something else. */
export function requestIdOf(about: string): string | null {
  const [id = ''] = about.split('.', 1);
  return id.startsWith('pri_') ? id : null;
}

/** The channel that a challenge proves. The link of a client proves none: it is unknown which address it was sent to. */
export function verifiedChannelOf(about: string, channel: Channel): Channel | null {
  return about.includes('.lnk_') ? null : channel;
}

/** One of two addresses: a challenge for one leaves that of the other as it is. */
export function addressReference(requestId: string, channel: Channel): string {
  return `${requestId}.${channel}`;
}

export function newLinkReference(requestId: string): { about: string; linkId: string } {
  const linkId = newId('lnk');
  return { about: `${requestId}.${linkId}`, linkId };
}
