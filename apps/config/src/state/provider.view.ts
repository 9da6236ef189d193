import type { ProviderConfig } from '@subjectline/contracts';
import type { KeyRing } from '@subjectline/storage';
import type { ProviderRow } from './provider.store';
import { openSecrets } from './stored-secrets';

/** What a caller may see: of the secrets only which ones are stored. */
export function toProviderConfig(keys: KeyRing, row: ProviderRow): ProviderConfig {
  const secrets = Object.entries(openSecrets(keys, row));
  return {
    service_type: row.service_type,
    details: row.details,
    name: row.name,
    key: row.key,
    last_test_timestamp: row.last_test_timestamp?.toISOString() ?? null,
    last_test_succeeded: row.last_test_succeeded,
    secrets_set: secrets.filter(([, value]) => Boolean(value)).map(([name]) => name),
  };
}
