import { isWebAddress } from '@subjectline/schema';
import { AppError } from '../catalog/errors';

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

interface Origins {
  readonly allowed_origins: readonly string[];
}

/** Refuses where persons may not be sent on to; nowhere is fine. */
export function requireSendingOn(address: string | null | undefined, { allowed_origins }: Origins): void {
  if (address && !maySendOnTo(address, allowed_origins)) throw new AppError('redirect_forbidden');
}

/** Where to send them on to; null where that is not, or no longer, allowed. */
export function allowedSendingOn(
  address: string | null | undefined,
  { allowed_origins }: Origins,
): string | null {
  return address && maySendOnTo(address, allowed_origins) ? address : null;
}
