import { Injectable } from '@nestjs/common';
import { Clock, type DisabledReason } from '@subjectline/contracts';
import { Database, Table, type Page, type Slice, type Transaction } from '@subjectline/storage';
import type { EndpointKey, EndpointRow } from './endpoint';

export type NewEndpoint = Pick<
  EndpointRow,
  'organization' | 'id' | 'url' | 'description' | 'event_types' | 'enabled' | 'sealed_secret'
>;
type Secrets = Pick<EndpointRow, 'sealed_secret' | 'sealed_previous_secret' | 'previous_secret_until'>;

const endpoints = new Table<EndpointRow>('endpoints');

/** Every issued id; callers may send anything, and PostgreSQL takes no NUL in a text. */
const idPattern = /^whk_[0-9a-f-]{36}$/;

@Injectable()
export class EndpointStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** Null when the organization has as many as it may have. */
  async insert(transaction: Transaction, endpoint: NewEndpoint, max: number): Promise<EndpointRow | null> {
    const { organization } = endpoint;
    // counted under a lock: two calls at once must not both take the last place
    await transaction.query(`select pg_advisory_xact_lock(hashtextextended('endpoints:' || $1, 0))`, [
      organization,
    ]);
    if ((await endpoints.count(transaction, { organization })) >= max) return null;
    const now = this.clock.now();
    return endpoints.insertReturning(transaction, { ...endpoint, created_at: now, updated_at: now });
  }

  async read({ organization, id }: EndpointKey): Promise<EndpointRow | null> {
    return idPattern.test(id) ? endpoints.find(this.database, { organization, id }) : null;
  }

  /**
   * Locked before any of its deliveries, by all that change both. Its key stays: deliveries may be added meanwhile, which
   * `for update` would keep waiting.
   */
  async lock(transaction: Transaction, { organization, id }: EndpointKey): Promise<EndpointRow | null> {
    if (!idPattern.test(id)) return null;
    const [row] = await transaction.query<EndpointRow>(
      'select * from endpoints where organization = $1 and id = $2 for no key update',
      [organization, id],
    );
    return row ?? null;
  }

  /** Newest first. */
  list(organization: string, slice: Slice): Promise<Page<EndpointRow>> {
    return endpoints.page(this.database, { organization }, 'position desc', slice);
  }

  /** Writes what callers may change of a locked endpoint. */
  async update(transaction: Transaction, row: EndpointRow): Promise<EndpointRow> {
    const { organization, id, url, description, event_types, enabled, disabled_reason, failing_since } = row;
    const changes = { url, description, event_types, enabled, disabled_reason, failing_since };
    const changed = { ...changes, updated_at: this.clock.now() };
    await endpoints.update(transaction, { organization, id }, changed);
    return { ...row, ...changed };
  }

  async writeSecrets(
    transaction: Transaction,
    { organization, id }: EndpointKey,
    secrets: Secrets,
  ): Promise<void> {
    const changes = { ...secrets, updated_at: this.clock.now() };
    await endpoints.update(transaction, { organization, id }, changes);
  }

  /** Writes nothing where there were no failures. */
  markWorking(transaction: Transaction, { organization, id }: EndpointKey): void {
    transaction.later(
      `update endpoints set failing_since = null
       where organization = $1 and id = $2 and failing_since is not null`,
      [organization, id],
    );
  }

  markFailing(transaction: Transaction, { organization, id }: EndpointKey, since: Date): void {
    endpoints.updateLater(transaction, { organization, id }, { failing_since: since });
  }

  disable(
    transaction: Transaction,
    { organization, id }: EndpointKey,
    disabled_reason: DisabledReason,
  ): void {
    const changes = { enabled: false, disabled_reason, updated_at: this.clock.now() };
    endpoints.updateLater(transaction, { organization, id }, changes);
  }

  /** With its deliveries. @returns whether there was one */
  async remove({ organization, id }: EndpointKey): Promise<boolean> {
    if (!idPattern.test(id)) return false;
    return (await endpoints.deleteReturning(this.database, { organization, id })).length > 0;
  }

  /** Of all organizations: those that we disabled, and those that fail without a success since then. */
  async troubles(before: Date): Promise<{ disabled: number; failing: number }> {
    const [counts] = await this.database.query<{ disabled: number; failing: number }>(
      `select count(*) filter (where disabled_reason is not null) as disabled,
         count(*) filter (where enabled and failing_since < $1) as failing
       from endpoints`,
      [before],
    );
    return counts ?? { disabled: 0, failing: 0 };
  }
}
