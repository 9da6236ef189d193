import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * The spellings of a mailbox: `münchen.de` is `xn--mnchen-3ya.de` (RFC 5890), as vendors and address books write it. The
 * first, in ASCII, is the same for all of them. What is no address has only its own.
 */
export function spellingsOf(value: string): [string, ...string[]] {
  const ascii = withDomain(value, domainToASCII);
  const others = new Set([value, withDomain(ascii, domainToUnicode)]);
  others.delete(ascii);
  return [ascii, ...others];
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
