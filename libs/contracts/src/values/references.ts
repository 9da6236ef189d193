import { Pattern } from '@subjectline/schema';

/*
 * The number of a request that a person can read out over the phone: seven signs and one that checks them, shown as
 * `R7F4-X2MR`. No sign looks or sounds like another of them, in any of the shipped languages: no 0 and O, no 1, I and L,
 * of B, C, D, E, G, P, T, V and Z one alone, of A, H, K and J one alone, of M and N one, of F and S one.
 */

export const referenceSigns = '23456789FJMPQRWXY';
const drawnSigns = 7;
const typedReference = new RegExp(`^[${referenceSigns}]{${drawnSigns + 1}}$`);

/** As it is stored, without the hyphen. */
export const Reference = Pattern(typedReference, undefined, { example: 'R7F4X2MR' });

/** @param values seven numbers from 0, each below the number of signs */
export function referenceOf(values: readonly number[]): string {
  return [...values, checkOf(values)].map((value) => referenceSigns[value]).join('');
}

/** The number of signs is a prime, so that one wrong sign and two that changed places are always noticed. */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + value * (index + 1), 0) % referenceSigns.length;
}

export function shownReference(stored: string): string {
  return `${stored.slice(0, 4)}-${stored.slice(4)}`;
}

/** What was typed, in small letters, with spaces or hyphens, as it is stored; null if it is none, or mistyped. */
export function readReference(typed: string): string | null {
  const signs = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  if (!typedReference.test(signs)) return null;
  const values = [...signs].map((sign) => referenceSigns.indexOf(sign));
  return checkOf(values.slice(0, drawnSigns)) === values[drawnSigns] ? signs : null;
}
