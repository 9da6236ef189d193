import { providerSecretsContext } from '@subjectline/contracts';
import { SealBroken, type KeyRing } from '@subjectline/storage';
import type { ProviderRow } from './provider.store';

/** The secrets of a config. Those whose key has left the ring count as none. */
export function openSecrets(
  keys: KeyRing,
  { organization, key, sealed_secrets }: Pick<ProviderRow, 'organization' | 'key' | 'sealed_secrets'>,
): Readonly<Record<string, unknown>> {
  if (!sealed_secrets) return {};
  try {
    const opened = keys.openJson(sealed_secrets, providerSecretsContext(organization, key));
    return opened as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SealBroken) return {};
    throw error;
  }
}
