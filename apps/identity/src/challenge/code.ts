import { randomInt } from 'node:crypto';

/** The default max number of tries, as in Fides. The call after the last try ends the challenge. */
export const defaultMaxTries = 3;

/**
 * Six digits, the first of them not zero: 100000 to 999999, each as likely as any other (`randomInt` draws again
 * rather than fold the rest in). Fides' clients expect this shape.
 */
export function drawCode(): string {
  return String(randomInt(100_000, 1_000_000));
}
