import { isWebAddress } from './rules';

/**
 * Whether a person may be sent on to an address: by https (by http to the very machine alone), and to an origin that
 * the organization lists. Asked when the address is given, and again when it is followed: lists change.
 */
export function maySendOnTo(address: string, allowedOrigins: readonly string[]): boolean {
  if (!isWebAddress(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return (protocol === 'https:' || isLocal) && allowedOrigins.includes(origin);
}
