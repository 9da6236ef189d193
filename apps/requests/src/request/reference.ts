import { randomInt } from 'node:crypto';
import { referenceOf, referenceSigns } from '@subjectline/contracts';

/** Drawn, as one that counts would tell each person how many requests there are. */
export function newReference(): string {
  return referenceOf(Array.from({ length: 7 }, () => randomInt(referenceSigns.length)));
}
