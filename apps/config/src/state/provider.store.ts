import { Injectable } from '@nestjs/common';
import {
  Clock,
  type ListProvidersRequest,
  type ProviderConfig,
  type ProviderState,
} from '@subjectline/contracts';
import { Database, type Queryable } from '@subjectline/storage';

/** What a caller decides about a config. */
export interface ProviderDraft {
  readonly key: string;
  readonly name: string;
  readonly service_type: string;
  readonly details: object | null;
  readonly sealed_secrets: string | null;
}

export interface ProviderRow extends ProviderDraft {
  readonly version: number;
  readonly last_test_timestamp: Date | null;
  readonly last_test_succeeded: boolean | null;
}

const columns =
  'key, name, service_type, details, sealed_secrets, version, last_test_timestamp, last_test_succeeded';

@Injectable()
export class ProviderStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async readByKey(
    organization: string,
    key: string,
    on: Queryable = this.database,
  ): Promise<ProviderRow | null> {
    const [row] = await on.query<ProviderRow>(
      `select ${columns} from providers where organization = $1 and key = $2`,
      [organization, key],
    );
    return row ?? null;
  }

  /** The oldest of the type. */
  async readByType(
    organization: string,
    serviceType: string,
    on: Queryable = this.database,
  ): Promise<ProviderRow | null> {
    const [row] = await on.query<ProviderRow>(
      `select ${columns} from providers where organization = $1 and service_type = $2
       order by position limit 1`,
      [organization, serviceType],
    );
    return row ?? null;
  }

  /** Newest first. */
  async list({ organization, page, size }: ListProvidersRequest): Promise<[ProviderRow[], number]> {
    const rows = await this.database.query<ProviderRow>(
      `select ${columns} from providers where organization = $1
       order by position desc limit $2 offset $3`,
      [organization, size, (page - 1) * size],
    );
    return [rows, await this.count(organization)];
  }

  async count(organization: string, on: Queryable = this.database): Promise<number> {
    const [row] = await on.query<{ count: number }>(
      'select count(*) from providers where organization = $1',
      [organization],
    );
    return row?.count ?? 0;
  }

  async keyWithName(organization: string, name: string, on: Queryable): Promise<string | null> {
    const [row] = await on.query<{ key: string }>(
      'select key from providers where organization = $1 and name = $2',
      [organization, name],
    );
    return row?.key ?? null;
  }

  async insert(organization: string, draft: ProviderDraft, on: Queryable): Promise<ProviderRow> {
    const { key, name, service_type, details, sealed_secrets } = draft;
    const [row] = await on.query<ProviderRow>(
      `insert into providers
         (organization, key, name, service_type, details, sealed_secrets, created_at, changed_at)
       values ($1, $2, $3, $4, $5::jsonb, $6, $7, $7) returning ${columns}`,
      [organization, key, name, service_type, json(details), sealed_secrets, this.clock.now()],
    );
    return stored(row);
  }

  /**
   * Changes everything but the type. The new version makes every open account of the config stale; the result of a test
   * is kept only if details and secrets are unchanged.
   */
  async update(
    organization: string,
    { key, name, details, sealed_secrets }: ProviderDraft,
    isUntested: boolean,
    on: Queryable,
  ): Promise<ProviderRow> {
    const [row] = await on.query<ProviderRow>(
      `update providers set name = $3, details = $4::jsonb, sealed_secrets = $5, changed_at = $7,
         version = nextval('provider_versions'),
         last_test_timestamp = case when $6 then null else last_test_timestamp end,
         last_test_succeeded = case when $6 then null else last_test_succeeded end
       where organization = $1 and key = $2 returning ${columns}`,
      [organization, key, name, json(details), sealed_secrets, isUntested, this.clock.now()],
    );
    return stored(row);
  }

  async delete(organization: string, key: string, on: Queryable): Promise<ProviderRow | null> {
    const [row] = await on.query<ProviderRow>(
      `delete from providers where organization = $1 and key = $2 returning ${columns}`,
      [organization, key],
    );
    return row ?? null;
  }

  /** Records the outcome of a test. Null if the config has changed since. */
  async recordTest(
    organization: string,
    { key, version }: Pick<ProviderRow, 'key' | 'version'>,
    succeeded: boolean,
    on: Queryable = this.database,
  ): Promise<ProviderRow | null> {
    const [row] = await on.query<ProviderRow>(
      `update providers set last_test_timestamp = $4, last_test_succeeded = $5
       where organization = $1 and key = $2 and version = $3 returning ${columns}`,
      [organization, key, version, this.clock.now(), succeeded],
    );
    return row ?? null;
  }

  /** Oldest first. */
  async states(organization: string, on: Queryable = this.database): Promise<ProviderState[]> {
    return on.query<ProviderRow & ProviderState>(
      `select key, service_type, version, details, sealed_secrets from providers
       where organization = $1 order by position`,
      [organization],
    );
  }
}

function json(details: object | null): string | null {
  return details && JSON.stringify(details);
}

function stored(row: ProviderRow | undefined): ProviderRow {
  if (!row) throw new Error('a provider config vanished while its organization was locked');
  return row;
}

/** What a caller may see: no secrets. */
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
