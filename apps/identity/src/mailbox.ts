import { domainToASCII } from 'node:url';

/**
 * One name for all spellings of an address: in quotes and with a backslash before any character it is the same mailbox
 * (RFC 5321 §4.1.2), so is a domain in its own letters (RFC 5890), and characters that nobody sees name no other.
 * Only for counting: a message goes to the address as it was given.
 */
export function mailboxOf(address: string): string {
  const seen = address
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  const at = seen.lastIndexOf('@');
  if (at < 0) return seen;
  const [name, domain] = [seen.slice(0, at), seen.slice(at + 1)];
  return `${unquoted(name)}@${domainToASCII(domain) || domain}`;
}

function unquoted(name: string): string {
  return /^".*"$/su.test(name) ? name.slice(1, -1).replace(/\\(.)/gsu, '$1') : name;
}
