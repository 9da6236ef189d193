import { isRedirectAllowed } from '@subjectline/contracts';

/**
 * The redirect URL, or null if the organization does not list it. It may come from an e-mail template, an event's
 * metadata or a manipulated link. What goes out is the address as it was understood
 * here, not as it was typed: browsers read the same text more generously.
 */
export function allowedRedirect(given: string | null, allowedOrigins: readonly string[]): string | null {
  return given !== null && isRedirectAllowed(given, allowedOrigins) ? new URL(given).href : null;
}
