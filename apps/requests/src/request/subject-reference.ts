import { newId } from '@subjectline/contracts';

/*
 * What a proof is about, in identity's hands: `pri_…` is a privacy request, and `pri_….lnk_…` the same request and one
 * link to it that a client asked for. Proofs of other services have other prefixes.
 */

/** The id of the privacy request, or null where it is about something else. */
export function requestIdOf(about: string): string | null {
  const [id = ''] = about.split('.', 1);
  return id.startsWith('pri_') ? id : null;
}

/** Whether whoever asked for the link handed it on: then nobody knows which address it went to. */
export function isHandedOn(about: string): boolean {
  return about.includes('.');
}

export function aboutLink(requestId: string, linkId = newId('lnk')): { about: string; linkId: string } {
  return { about: `${requestId}.${linkId}`, linkId };
}
