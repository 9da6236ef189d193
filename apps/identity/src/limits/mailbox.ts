import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';
import { isPublicMailDomain, mailboxAt } from './mail-providers';

/**
 * One name for all spellings of an address: in quotes and with a backslash before any character it is the same mailbox
 * (RFC 5321 §4.1.2), so is a domain in its own letters (RFC 5890), and characters that are not seen name no other. A
 * `+tag` (RFC 5233) is left out for every domain: its host is not visible from outside, and where a tag names a mailbox of
 * its own, that one shares the limits of its neighbour.
 * Only for counting: a message goes to the address as it was given.
 */
export function mailboxOf(address: string): string {
  const { name, domain } = partsOf(address);
  return domain === null ? name : mailboxAt(withoutTag(unquoted(name)), domain);
}

/**
 * The domain that was registered (`example.co.uk` of `mail.example.co.uk`), as its owner can have a mailbox at every
 * name below it; null for one where the public has its mailboxes.
 */
export function ownedDomainOf(address: string): string | null {
  const { domain } = partsOf(address);
  if (domain === null) return null;
  // domains that the public suffix list calls private (`user.github.io`) are owned by one user each
  const registered = getDomain(domain, { allowPrivateDomains: true }) ?? domain;
  return isPublicMailDomain(domain) || isPublicMailDomain(registered) ? null : registered;
}

function partsOf(address: string): { name: string; domain: string | null } {
  const seen = address
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  const at = seen.lastIndexOf('@');
  if (at < 0) return { name: seen, domain: null };
  const domain = seen.slice(at + 1).replace(/\.$/, '');
  return { name: seen.slice(0, at), domain: domainToASCII(domain) || domain };
}

function unquoted(name: string): string {
  return /^".*"$/su.test(name) ? name.slice(1, -1).replace(/\\(.)/gsu, '$1') : name;
}

function withoutTag(name: string): string {
  const plus = name.indexOf('+');
  return plus > 0 ? name.slice(0, plus) : name;
}
