import { domainToASCII } from 'node:url';
import { readMailbox } from '../mail/mailbox';

/** An address as SendGrid takes it: the domain in A-labels. What stands before the `@` cannot be written so. */
export function asciiAddress(text: string): string {
  const { address } = readMailbox(text);
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at + 1)}${/^[\x21-\x7e]*$/.test(domain) ? domain : domainToASCII(domain)}`;
}

export function isAscii(address: string): boolean {
  return /^[\x21-\x7e]+$/.test(address);
}
