/** An address with the name that may stand before it. */
export interface Mailbox {
  readonly name?: string;
  readonly address: string;
}

/** `Shop <a@example.com>`, or the address alone. */
export function readMailbox(text: string): Mailbox {
  const [, name = '', address] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? [];
  if (address === undefined) return { address: text.trim() };
  return { ...(name && { name }), address: address.trim() };
}

/** Each mailbox once, as it was first written: vendors refuse a list that names one twice. */
export function uniqueAddresses(texts: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const text of texts) {
    const { address } = readMailbox(text);
    if (!first.has(address.toLowerCase())) first.set(address.toLowerCase(), address);
  }
  return [...first.values()];
}

/** A name without line breaks and the like, which could end a header. */
export function tidyName(name: string | undefined): string {
  return name?.replaceAll(/\p{Cc}+/gu, ' ').trim() ?? '';
}

/**
 * What every mail carries besides its words: no machine answers it (RFC 3834), and Gmail does not stack one code upon
 * another.
 */
export function commonHeaders(id: string): Record<string, string> {
  return { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': id };
}
