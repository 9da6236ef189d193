import { isDeepStrictEqual } from 'node:util';
import { AppError, problemsOf, providerSecretsContext, type Problem } from '@subjectline/contracts';
import { formFields, type Provider } from '@subjectline/providers';
import { SealBroken, type KeyRing } from '@subjectline/storage';
import { extraProblems } from './provider-details';

/** Which config's secrets, and those that it has. */
export interface StoredSecrets {
  readonly organization: string;
  readonly key: string;
  readonly sealed: string | null;
}

/**
 * The stored secrets with those that are given laid over them, sealed. What is not given stays; the whole has to fit
 * the provider, so a config without secrets needs all of them at once.
 */
export function sealSecrets(
  keys: KeyRing,
  provider: Provider,
  { organization, key, sealed }: StoredSecrets,
  given: object,
): string | null {
  if (!provider.Secrets) {
    refuse(extraProblems(given));
    return sealed;
  }
  const context = providerSecretsContext(organization, key);
  const stored = openSecrets(keys, sealed, context);
  const merged = { ...stored, ...withoutEmpty(provider.Secrets, given) };
  refuse([...problemsOf(provider.Secrets, merged), ...emptyProblems(merged)]);
  return isDeepStrictEqual(stored, merged) ? sealed : keys.sealJson(merged, context);
}

/** Sealed with a key that has left the ring they are as good as none. */
function openSecrets(keys: KeyRing, sealed: string | null, context: string): object {
  if (!sealed) return {};
  try {
    return { ...(keys.openJson(sealed, context) as object) };
  } catch (error) {
    if (error instanceof SealBroken) return {};
    throw error;
  }
}

/** A form sends fields that were left empty as empty text: an optional secret is then none. */
function withoutEmpty(Secrets: new () => object, given: object): object {
  const optional = new Set(
    formFields(Secrets)
      .filter(({ required }) => !required)
      .map(({ name }) => name),
  );
  const entries = Object.entries(given) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === '' && optional.has(name) ? null : value]),
  );
}

function emptyProblems(secrets: object): Problem[] {
  const empty = Object.entries(secrets).filter(([, value]) => value === '');
  const message = 'must be longer than or equal to 1 characters';
  return empty.map(([name]) => ({ path: [name], rule: 'minLength', message }));
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
}
