import { isWebAddress } from '@subjectline/schema';
import { AppError } from '../catalog/errors';

/**
 * Whether a redirect to an address is allowed: https (http only to localhost), and an origin that the organization
 * lists. Checked when the address is given, and again when it is followed, because lists change.
 */
export function isRedirectAllowed(address: string, allowedOrigins: readonly string[]): boolean {
  if (!isWebAddress(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return (protocol === 'https:' || isLocal) && allowedOrigins.includes(origin);
}

interface Origins {
  readonly allowed_origins: readonly string[];
}

/** Refuses a redirect URL that is not allowed. Accepts none. */
export function requireAllowedRedirect(
  address: string | null | undefined,
  { allowed_origins }: Origins,
): void {
  if (address && !isRedirectAllowed(address, allowed_origins)) throw new AppError('redirect_forbidden');
}

/** Where to redirect the person. Null if not, or no longer, allowed. */
export function allowedRedirect(
  address: string | null | undefined,
  { allowed_origins }: Origins,
): string | null {
  return address && isRedirectAllowed(address, allowed_origins) ? address : null;
}
