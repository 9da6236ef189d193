import { providerSecretsContext, type ProviderIssue, type ProviderState } from '@subjectline/contracts';
import { settingsIssue, type Provider } from '@subjectline/providers';
import { SealBroken, type KeyRing } from '@subjectline/storage';

/** Why a config cannot send, or null if it can. The check is structural: credentials are not tried. */
export function issueOf(
  keys: KeyRing,
  organization: string,
  provider: Provider,
  { key, details, sealed_secrets }: Pick<ProviderState, 'key' | 'details' | 'sealed_secrets'>,
): ProviderIssue | null {
  try {
    const context = providerSecretsContext(organization, key);
    const secrets = sealed_secrets ? (keys.openJson(sealed_secrets, context) as object) : null;
    return settingsIssue(provider, { details, secrets });
  } catch (error) {
    // the key they were sealed with has left the ring
    if (error instanceof SealBroken) return 'secrets_invalid';
    throw error;
  }
}
