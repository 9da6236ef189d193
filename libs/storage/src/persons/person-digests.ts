import type { KeyRing } from '../sealing/sealing';

const purpose = 'person-value';

/** Addresses are compared without their case, other ids with it. */
export function comparableValue(value: string): string {
  const text = value.trim();
  return text.includes('@') ? text.toLowerCase() : text;
}

/** The keyed digests to store of values that name a person. */
export function digestsToStore(keys: KeyRing, organization: string, values: readonly string[]): string[] {
  return [...new Set(values.map((value) => keys.digest(purpose, organization, comparableValue(value))))];
}

/** The digests that a value may be stored under, one for each key. */
export function digestsToFind(keys: KeyRing, organization: string, values: readonly string[]): string[] {
  return values.flatMap((value) => keys.digests(purpose, organization, comparableValue(value)));
}
