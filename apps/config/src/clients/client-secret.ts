import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is kept of a secret. */
export interface SecretDigest {
  readonly salt: string;
  readonly digest: string;
}

/** 256 random bits cannot be guessed: the digest need not be slow, nor keyed. */
export function newSecret(): { secret: string; kept: SecretDigest } {
  const secret = randomBytes(32).toString('base64url');
  const salt = randomBytes(16).toString('base64url');
  return { secret, kept: { salt, digest: sha256(salt, secret).toString('base64url') } };
}

/** Takes as long for a client that does not exist as for one that does. */
export function isSecret(given: string, kept: SecretDigest | null): boolean {
  const expected = Buffer.from(kept?.digest ?? '', 'base64url');
  const digest = sha256(kept?.salt ?? '', given);
  const padded = expected.length === digest.length ? expected : Buffer.alloc(digest.length);
  return timingSafeEqual(digest, padded) && kept !== null;
}

/** Digests have one length, whatever was typed: `timingSafeEqual` needs that. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(sha256('', given), sha256('', expected));
}

function sha256(salt: string, text: string): Buffer {
  return createHash('sha256').update(salt).update('\n').update(text).digest();
}
