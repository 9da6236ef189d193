import { randomUUID } from 'node:crypto';

/** The prefixes of ids: `pri_…` is always a privacy request. */
export type IdPrefix =
  | 'pri'
  | 'con'
  | 'per'
  | 'msg'
  | 'cha'
  | 'cnt'
  | 'mes'
  | 'cli'
  | 'out'
  | 'req'
  | 'lnk'
  | 'note'
  | 'evt'
  | 'usr'
  | 'apr'
  | 'clk'
  | 'prf'
  | 'aup'
  | 'whk'
  | 'whe'
  | 'whd'
  | 'sup'
  | 'plk'
  | 'hld'
  | 'ers'
  | 'ses'
  | 'aud'
  | 'opr';

/** An id that the same digest always comes to. RFC 9562 §5.8: version 8, for values made by a rule of one's own. */
export function namedId(prefix: IdPrefix, digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `${prefix}_${parts.join('-')}`;
}

/** A random id that carries its kind, such as `msg_5e0d…` (UUID version 4 after the prefix). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomUUID()}`;
}
