import { randomBytes } from 'node:crypto';

/** 256 bits in 43 characters: too many to guess one, however many are open. */
export function drawLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/** It has a query string, so that a template can append a parameter of its own. */
export function linkAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/links?token=${token}`;
}
