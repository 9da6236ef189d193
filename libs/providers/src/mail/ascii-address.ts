import { domainToASCII } from 'node:url';
import { readMailbox } from './mailbox';

/** An address with its domain in A-labels. What stands before the `@` cannot be written so. */
export function asciiAddress(text: string): string {
  const { address } = readMailbox(text);
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  // the conversion would leave out a line break, and so make another domain of what is none
  const isConverted = /[^\x21-\x7e]/.test(domain) && !/[\s\p{Cc}]/u.test(domain);
  return `${address.slice(0, at + 1)}${isConverted ? domainToASCII(domain) : domain}`;
}

export function isAscii(address: string): boolean {
  return /^[\x21-\x7e]+$/.test(address);
}
