import {
  problemsOf,
  providerSecretsContext,
  type ProviderHole,
  type ProviderState,
} from '@subjectline/contracts';
import type { Provider } from '@subjectline/providers';
import { SealBroken, type KeyRing } from '@subjectline/storage';

/** Why a provider cannot send, or null when it can. Structural: no credential is tried. */
export function holeOf(
  keys: KeyRing,
  organization: string,
  provider: Provider,
  { key, details, sealed_secrets }: Pick<ProviderState, 'key' | 'details' | 'sealed_secrets'>,
): ProviderHole | null {
  if (provider.Details && problemsOf(provider.Details, details).length > 0) return 'details_invalid';
  if (!provider.Secrets) return null;
  if (!sealed_secrets) return 'secrets_missing';
  try {
    const secrets = keys.openJson(sealed_secrets, providerSecretsContext(organization, key));
    return problemsOf(provider.Secrets, secrets).length > 0 ? 'secrets_invalid' : null;
  } catch (error) {
    // the key they were sealed with has left the ring
    if (error instanceof SealBroken) return 'secrets_invalid';
    throw error;
  }
}
