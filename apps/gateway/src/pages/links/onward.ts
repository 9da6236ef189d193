import { maySendOnTo } from '@subjectline/contracts';

/**
 * Where somebody is sent on to, or null for an address that the organization does not list. It may come from a mail's
 * template, an event's metadata or whoever has changed the link. What goes out is the address as it was understood
 * here, not as it was typed: browsers read the same text more generously.
 */
export function onwardAddress(given: string | null, allowedOrigins: readonly string[]): string | null {
  return given !== null && maySendOnTo(given, allowedOrigins) ? new URL(given).href : null;
}
