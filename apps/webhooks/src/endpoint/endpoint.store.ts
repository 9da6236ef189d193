import { Injectable } from '@nestjs/common';
import { Clock, type DisabledReason } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';
import type { EndpointRow } from './endpoint';

export type NewEndpoint = Pick<
  EndpointRow,
  'organization' | 'id' | 'url' | 'description' | 'event_types' | 'enabled' | 'sealed_secret'
>;
type Place = Pick<EndpointRow, 'organization' | 'id'>;

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
    // counted under a lock: two calls at once must not both take the last place
    transaction.later(`select pg_advisory_xact_lock(hashtextextended('endpoints:' || $1, 0))`, [
      endpoint.organization,
    ]);
    const [row] = await transaction.query<EndpointRow>(
      `insert into endpoints (organization, id, url, description, event_types, enabled, sealed_secret, created_at,
         updated_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $8
       where (select count(*) from endpoints where organization = $1) < $9 returning *`,
      [
        endpoint.organization,
        endpoint.id,
        endpoint.url,
        endpoint.description,
        endpoint.event_types,
        endpoint.enabled,
        endpoint.sealed_secret,
        this.clock.now(),
        max,
      ],
    );
    return row ?? null;
  }

  async read({ organization, id }: Place, on: Queryable = this.database): Promise<EndpointRow | null> {
    const [row] = await on.query<EndpointRow>('select * from endpoints where organization = $1 and id = $2', [
      organization,
      id,
    ]);
    return row ?? null;
  }

  /** Locked before any of its deliveries, by all that change both. */
  async lock(transaction: Transaction, { organization, id }: Place): Promise<EndpointRow | null> {
    const [row] = await transaction.query<EndpointRow>(
      'select * from endpoints where organization = $1 and id = $2 for no key update',
      [organization, id],
    );
    return row ?? null;
  }

  async list(
    organization: string,
    { page, size }: { page: number; size: number },
  ): Promise<{ rows: EndpointRow[]; total: number }> {
    const [rows, [count]] = await Promise.all([
      this.database.query<EndpointRow>(
        'select * from endpoints where organization = $1 order by position desc offset $2 limit $3',
        [organization, (page - 1) * size, size],
      ),
      this.database.query<{ total: number }>(
        'select count(*) as total from endpoints where organization = $1',
        [organization],
      ),
    ]);
    return { rows, total: count?.total ?? 0 };
  }

  /** Writes what callers may change of a locked endpoint. */
  async update(transaction: Transaction, endpoint: EndpointRow): Promise<EndpointRow> {
    const [row] = await transaction.query<EndpointRow>(
      `update endpoints set url = $3, description = $4, event_types = $5, enabled = $6, disabled_reason = $7,
         failing_since = $8, updated_at = $9
       where organization = $1 and id = $2 returning *`,
      [
        endpoint.organization,
        endpoint.id,
        endpoint.url,
        endpoint.description,
        endpoint.event_types,
        endpoint.enabled,
        endpoint.disabled_reason,
        endpoint.failing_since,
        this.clock.now(),
      ],
    );
    return existing(row);
  }

  async writeSecrets(
    transaction: Transaction,
    { organization, id }: Place,
    secrets: Pick<EndpointRow, 'sealed_secret' | 'sealed_previous_secret' | 'previous_secret_until'>,
  ): Promise<void> {
    await transaction.query(
      `update endpoints set sealed_secret = $3, sealed_previous_secret = $4, previous_secret_until = $5, updated_at = $6
       where organization = $1 and id = $2`,
      [
        organization,
        id,
        secrets.sealed_secret,
        secrets.sealed_previous_secret,
        secrets.previous_secret_until,
        this.clock.now(),
      ],
    );
  }

  markWorking(transaction: Transaction, { organization, id }: Place): void {
    transaction.later(
      `update endpoints set failing_since = null
       where organization = $1 and id = $2 and failing_since is not null`,
      [organization, id],
    );
  }

  markFailing(transaction: Transaction, { organization, id }: Place, since: Date): void {
    transaction.later('update endpoints set failing_since = $3 where organization = $1 and id = $2', [
      organization,
      id,
      since,
    ]);
  }

  disable(transaction: Transaction, { organization, id }: Place, reason: DisabledReason): void {
    transaction.later(
      `update endpoints set enabled = false, disabled_reason = $3, updated_at = $4
       where organization = $1 and id = $2`,
      [organization, id, reason, this.clock.now()],
    );
  }

  /** With its deliveries. @returns whether there was one */
  async remove({ organization, id }: Place): Promise<boolean> {
    const rows = await this.database.query(
      'delete from endpoints where organization = $1 and id = $2 returning id',
      [organization, id],
    );
    return rows.length > 0;
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

function existing(row: EndpointRow | undefined): EndpointRow {
  if (!row) throw new Error('a locked endpoint is gone');
  return row;
}
