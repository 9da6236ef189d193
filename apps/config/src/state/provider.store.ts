import { Injectable } from '@nestjs/common';
import { Clock, type ListProvidersRequest, type ProviderState } from '@subjectline/contracts';
import { Database, Table, type Page, type Queryable } from '@subjectline/storage';

/** What a caller decides about a config. */
export interface ProviderDraft {
  readonly key: string;
  readonly name: string;
  readonly service_type: string;
  readonly details: object | null;
  readonly sealed_secrets: string | null;
}

export interface ProviderRow extends ProviderDraft {
  readonly organization: string;
  readonly version: number;
  /** The higher one comes first. Null if it was never activated by its key. */
  readonly preference: number | null;
  readonly last_test_timestamp: Date | null;
  readonly last_test_succeeded: boolean | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}

/** A type's name stands for the first of them. */
const byPreference = 'preference desc nulls last, position';

const providers = new Table<ProviderRow, 'version'>('providers');

@Injectable()
export class ProviderStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  readByKey(organization: string, key: string, on: Queryable = this.database): Promise<ProviderRow | null> {
    return providers.find(on, { organization, key });
  }

  /** The one that the type's name stands for. */
  readByType(
    organization: string,
    service_type: string,
    on: Queryable = this.database,
  ): Promise<ProviderRow | null> {
    return providers.find(on, { organization, service_type }, byPreference);
  }

  /** Newest first. */
  list({ organization, page, size }: ListProvidersRequest): Promise<Page<ProviderRow>> {
    const slice = { skip: (page - 1) * size, limit: size };
    return providers.page(this.database, { organization }, 'position desc', slice);
  }

  count(organization: string, on: Queryable): Promise<number> {
    return providers.count(on, { organization });
  }

  async keyWithName(organization: string, name: string, on: Queryable): Promise<string | null> {
    return (await providers.find(on, { organization, name }))?.key ?? null;
  }

  insert(organization: string, draft: ProviderDraft, on: Queryable): Promise<ProviderRow> {
    const now = this.clock.now();
    return providers.insertReturning(on, { ...draft, organization, created_at: now, changed_at: now });
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
      `update providers set name = $3, details = $4, sealed_secrets = $5, changed_at = $7,
         version = nextval('provider_versions'),
         last_test_timestamp = case when $6 then null else last_test_timestamp end,
         last_test_succeeded = case when $6 then null else last_test_succeeded end
       where organization = $1 and key = $2 returning *`,
      [organization, key, name, details, sealed_secrets, isUntested, this.clock.now()],
    );
    if (!row) throw new Error('a provider config vanished while its organization was locked');
    return row;
  }

  /** Its type's name stands for this config from now on. */
  async prefer(organization: string, key: string, on: Queryable): Promise<void> {
    await on.query(
      `update providers set preference = nextval('provider_versions') where organization = $1 and key = $2`,
      [organization, key],
    );
  }

  async delete(organization: string, key: string, on: Queryable): Promise<ProviderRow | null> {
    return (await providers.deleteReturning(on, { organization, key }))[0] ?? null;
  }

  /** Records the outcome of a test. Null if the config has changed since. */
  recordTest(
    organization: string,
    { key, version }: Pick<ProviderRow, 'key' | 'version'>,
    succeeded: boolean,
    on: Queryable = this.database,
  ): Promise<ProviderRow | null> {
    const outcome = { last_test_timestamp: this.clock.now(), last_test_succeeded: succeeded };
    return providers.updateReturning(on, { organization, key, version }, outcome);
  }

  /** Of each type, the one that its name stands for comes first. */
  async states(organization: string, on: Queryable = this.database): Promise<ProviderState[]> {
    return on.query<ProviderRow & ProviderState>(
      `select key, service_type, version, details, sealed_secrets from providers
       where organization = $1 order by ${byPreference}`,
      [organization],
    );
  }
}
