import { isDeepStrictEqual } from 'node:util';
import { AppError, check, problemsOf, providerSecretsContext, type Problem } from '@subjectline/contracts';
import { apartFields, formFields, type FormField, type Provider } from '@subjectline/providers';
import type { KeyRing } from '@subjectline/storage';
import { openSecrets } from '../state/stored-secrets';
import { extraProblems } from './provider-details';

/** Which stored secrets are kept: all that are not given, or those only if a part is given. */
export type KeptSecrets = 'others' | 'others_of_a_part';

/** A config, and its stored secrets. */
export interface StoredSecrets {
  readonly organization: string;
  readonly key: string;
  readonly sealed: string | null;
  readonly kept: KeptSecrets;
}

/**
 * Merges the given secrets into the stored ones, and seals the result. It has to be complete, so a config without secrets
 * needs all of them at once.
 */
export function sealSecrets(
  keys: KeyRing,
  provider: Provider,
  { organization, key, sealed, kept: keeps }: StoredSecrets,
  given: object,
): string | null {
  if (!provider.Secrets) {
    refuse(extraProblems(given));
    return sealed;
  }
  const context = providerSecretsContext(organization, key);
  const stored = openSecrets(keys, { organization, key, sealed_secrets: sealed });
  const replaces = keeps === 'others_of_a_part' && !isPart(formFields(provider.Secrets), given);
  const kept = replaces ? onlyApart(provider.Secrets, stored) : stored;
  const merged = { ...kept, ...withoutEmpty(provider.Secrets, given) };
  refuse([...problemsOf(provider.Secrets, merged), ...emptyProblems(merged)]);
  // as the provider reads them: what was pasted around a key is gone
  const read = { ...merged, ...check(provider.Secrets, merged) };
  return isDeepStrictEqual(stored, read) ? sealed : keys.sealJson(read, context);
}

/**
 * Whether only some of the required secrets are given. All of them together are a set of their own, as with Fides: a
 * change from a messaging service to a phone number does not keep the former. So are secrets that are not required.
 */
function isPart(fields: readonly FormField[], given: object): boolean {
  const isGiven = ({ name }: FormField) => Object.hasOwn(given, name);
  return fields.some(isGiven) && !fields.filter(({ required }) => required).every(isGiven);
}

/** Clients of Fides know nothing of these and send a set without them. */
function onlyApart(Secrets: new () => object, stored: object): object {
  const apart = new Set(apartFields(Secrets));
  return Object.fromEntries(Object.entries(stored).filter(([name]) => apart.has(name)));
}

/** Forms send empty fields as empty text, which for an optional secret means none. */
function withoutEmpty(Secrets: new () => object, given: object): object {
  const optional = new Set(
    formFields(Secrets)
      .filter(({ required }) => !required)
      .map(({ name }) => name),
  );
  const entries = Object.entries(given) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isEmpty(value) && optional.has(name) ? null : value]),
  );
}

function emptyProblems(secrets: object): Problem[] {
  const empty = Object.entries(secrets).filter(([, value]) => isEmpty(value));
  const message = 'must be longer than or equal to 1 characters';
  return empty.map(([name]) => ({ path: [name], rule: 'minLength', args: [1], message }));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
}
