import { randomUUID } from 'node:crypto';

/** What an id says of itself: `pri_…` is a privacy request wherever it turns up. */
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
  | 'aup';

/** A random id that carries its kind, such as `msg_5e0d…` (UUID version 4 after the prefix). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomUUID()}`;
}
