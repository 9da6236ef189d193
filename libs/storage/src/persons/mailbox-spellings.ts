import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * One name for the spellings of a mailbox: `münchen.de` is `xn--mnchen-3ya.de` (RFC 5890), as vendors and address books
 * write it. Nothing else is changed, nor is what is no address.
 */
export function withAsciiDomain(text: string): string {
  return withDomain(text, domainToASCII);
}

/** A value as it was given and, of an address, as others write it. */
export function spellingsOf(value: string): string[] {
  const ascii = withAsciiDomain(value);
  return [...new Set([value, ascii, withDomain(ascii, domainToUnicode)])];
}

function withDomain(text: string, convert: (domain: string) => string): string {
  const composed = text.normalize('NFC');
  const at = composed.lastIndexOf('@') + 1;
  const domain = composed.slice(at);
  const isInternational = /[^\x21-\x7e]|xn--/i.test(domain);
  // the conversion would leave out a line break, and so make another domain of what is none
  if (at === 0 || !isInternational || /[\s\p{Cc}]/u.test(domain)) return composed;
  return composed.slice(0, at) + (convert(domain) || domain);
}
