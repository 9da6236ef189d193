import { channels, newId, type Channel } from '@subjectline/contracts';

/*
 * The subject reference of a challenge, `about` in the contracts of identity: `pri_…` is a privacy request, `pri_….sms` an
 * address of one that has to prove two, `pri_….lnk_…` a link to it that an API client created. Once its person has corrected an
 * address it ends with the number of corrections, `pri_….v1` or `pri_….sms.v1`: what was sent before proves nothing any more.
 * Challenges of other services have other prefixes.
 */

/** Where the person gave another address, by the id of the message that did not arrive: each is good for one. */
export type Corrections = Readonly<Record<string, AddressCorrection>>;

interface AddressCorrection {
  /** Of the new address. */
  readonly channel: Channel;
  readonly corrected_at: string;
}

interface CorrectedRow {
  readonly id: string;
  readonly corrections: Corrections | null;
}

/** The id of the privacy request, or null when the reference is to something else. */
export function requestIdOf(about: string): string | null {
  const [id = ''] = about.split('.', 1);
  return id.startsWith('pri_') ? id : null;
}

/** The channel that a challenge proves. The link of a client proves none: it is unknown which address it was sent to. */
export function verifiedChannelOf(about: string, channel: Channel): Channel | null {
  return about.includes('.lnk_') ? null : channel;
}

/** The request as a whole, where one address is enough. */
export function requestReference(row: CorrectedRow): string {
  return `${row.id}${versionSuffix(row, null)}`;
}

/** One of two addresses: a challenge for one leaves that of the other as it is. */
export function addressReference(row: CorrectedRow, channel: Channel): string {
  return `${row.id}.${channel}${versionSuffix(row, channel)}`;
}

export function newLinkReference(row: CorrectedRow): { about: string; linkId: string } {
  const linkId = newId('lnk');
  return { about: `${row.id}.${linkId}${versionSuffix(row, null)}`, linkId };
}

/** Whether a challenge is for an address that the request still has. A declaration comes after both addresses. */
export function isCurrentReference(row: CorrectedRow, about: string): boolean {
  const [, kind = '', version] = /^[^.]+(?:\.(?!v\d)([^.]+))?(?:\.v(\d+))?$/.exec(about) ?? [];
  const channel = channels.find((one) => one === kind) ?? null;
  const isVersioned = kind === '' || channel !== null || kind.startsWith('lnk_');
  return !isVersioned || Number(version ?? 0) === versionOf(row, channel);
}

/** How often the address on a channel was corrected; null: any of them. */
function versionOf({ corrections }: CorrectedRow, channel: Channel | null): number {
  return Object.values(corrections ?? {}).filter((one) => channel === null || one.channel === channel).length;
}

function versionSuffix(row: CorrectedRow, channel: Channel | null): string {
  const version = versionOf(row, channel);
  return version === 0 ? '' : `.v${version}`;
}
