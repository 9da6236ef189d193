import type { Clock, ProviderConfig, ProviderState } from '@subjectline/contracts';
import type { Database, Queryable } from '@subjectline/storage';

export interface ProviderRow {
  key: string;
  name: string;
  service_type: string;
  details: object | null;
  sealed_secrets: string | null;
  version: number;
  last_test_timestamp: Date | null;
  last_test_succeeded: boolean | null;
}

const columns =
  'key, name, service_type, details, sealed_secrets, version, last_test_timestamp, last_test_succeeded';

export class ProviderStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async readByType(organization: string, serviceType: string): Promise<ProviderRow | null> {
    const [row] = await this.database.query<ProviderRow>(
      `select ${columns} from providers where organization = $1 and service_type = $2`,
      [organization, serviceType],
    );
    return row ?? null;
  }

  /**
   * Creates the config of a type, or replaces its details; `undefined` keeps those that are stored. A test that passed
   * with other details says nothing of these.
   */
  async saveDetails(
    organization: string,
    { serviceType, name, details }: { serviceType: string; name: string; details: object | null | undefined },
  ): Promise<ProviderRow> {
    const [row] = await this.database.query<ProviderRow>(
      `insert into providers (organization, key, name, service_type, details, created_at, changed_at)
       values ($1, $2, $3, $2, $4::jsonb, $6, $6)
       on conflict (organization, service_type) do update set
         details = case when $5 then excluded.details else providers.details end,
         version = providers.version + 1, changed_at = excluded.changed_at,
         last_test_timestamp = null, last_test_succeeded = null
       where $5 and providers.details is distinct from excluded.details
       returning ${columns}`,
      [
        organization,
        serviceType,
        name,
        details ? JSON.stringify(details) : null,
        details !== undefined,
        this.clock.now(),
      ],
    );
    // no row comes back when nothing changed
    const stored = row ?? (await this.readByType(organization, serviceType));
    if (!stored) throw new Error(`provider ${serviceType} vanished while it was saved`);
    return stored;
  }

  async saveSecrets(organization: string, key: string, sealedSecrets: string): Promise<ProviderRow | null> {
    const [row] = await this.database.query<ProviderRow>(
      `update providers set sealed_secrets = $3, version = version + 1, changed_at = $4,
         last_test_timestamp = null, last_test_succeeded = null
       where organization = $1 and key = $2 returning ${columns}`,
      [organization, key, sealedSecrets, this.clock.now()],
    );
    return row ?? null;
  }

  async states(organization: string, on: Queryable = this.database): Promise<ProviderState[]> {
    return on.query<ProviderRow & ProviderState>(
      `select key, service_type, version, details, sealed_secrets from providers
       where organization = $1 order by created_at, key`,
      [organization],
    );
  }
}

/** What a caller may see. */
export function toProviderConfig(row: ProviderRow): ProviderConfig {
  return {
    service_type: row.service_type,
    details: row.details,
    name: row.name,
    key: row.key,
    last_test_timestamp: row.last_test_timestamp?.toISOString() ?? null,
    last_test_succeeded: row.last_test_succeeded,
  };
}
