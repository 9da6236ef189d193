import { Injectable } from '@nestjs/common';
import { Clock, type PrivacyRequest, type RequestStatus } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';
import { policyOf } from './policies';

export interface RequestRow {
  organization: string;
  id: string;
  status: RequestStatus;
  policy_key: string;
  sealed_identity: string;
  identity_digests: string[];
  locale: string;
  source: string | null;
  external_id: string | null;
  location: string | null;
  property_id: string | null;
  submitted_by: string | null;
  requested_at: Date;
  created_at: Date;
  identity_verified_at: Date | null;
  reviewed_at: Date | null;
  reviewed_by: string | null;
  finished_processing_at: Date | null;
}

export type NewRequestRow = Omit<
  RequestRow,
  'created_at' | 'identity_verified_at' | 'reviewed_at' | 'reviewed_by' | 'finished_processing_at'
>;

/** What changes together with a status. */
export type StatusFacts = Partial<
  Pick<RequestRow, 'identity_verified_at' | 'reviewed_at' | 'reviewed_by' | 'finished_processing_at'>
>;

@Injectable()
export class RequestStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async insert(transaction: Transaction, row: NewRequestRow): Promise<RequestRow> {
    const [stored] = await transaction.query<RequestRow>(
      `insert into requests (organization, id, status, policy_key, sealed_identity, identity_digests, locale, source,
         external_id, location, property_id, submitted_by, requested_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning *`,
      [
        row.organization,
        row.id,
        row.status,
        row.policy_key,
        row.sealed_identity,
        row.identity_digests,
        row.locale,
        row.source,
        row.external_id,
        row.location,
        row.property_id,
        row.submitted_by,
        row.requested_at,
        this.clock.now(),
      ],
    );
    if (!stored) throw new Error('the new request was not returned');
    await this.log(transaction, stored, 'created', row.submitted_by ?? 'person');
    return stored;
  }

  async read(organization: string, id: string, on: Queryable = this.database): Promise<RequestRow | null> {
    const [row] = await on.query<RequestRow>('select * from requests where organization = $1 and id = $2', [
      organization,
      id,
    ]);
    return row ?? null;
  }

  /** The row, locked until the transaction ends: whoever wants to change it too waits. */
  async lock(transaction: Transaction, organization: string, id: string): Promise<RequestRow | null> {
    const [row] = await transaction.query<RequestRow>(
      'select * from requests where organization = $1 and id = $2 for update',
      [organization, id],
    );
    return row ?? null;
  }

  /** Moves a locked request on. Whether it may is decided by the caller, by `request-status.ts`. */
  async move(
    transaction: Transaction,
    row: RequestRow,
    status: RequestStatus,
    by: string,
    facts: StatusFacts = {},
  ): Promise<RequestRow> {
    const moved = { ...row, ...facts, status };
    await transaction.query(
      `update requests set status = $3, identity_verified_at = $4, reviewed_at = $5, reviewed_by = $6,
         finished_processing_at = $7 where organization = $1 and id = $2`,
      [
        row.organization,
        row.id,
        status,
        moved.identity_verified_at,
        moved.reviewed_at,
        moved.reviewed_by,
        moved.finished_processing_at,
      ],
    );
    await this.log(transaction, row, status, by);
    return moved;
  }

  async log(
    on: Queryable,
    { organization, id }: Pick<RequestRow, 'organization' | 'id'>,
    what: string,
    by: string,
    detail: string | null = null,
  ): Promise<void> {
    await on.query(
      `insert into request_log (organization, request_id, happened_at, what, by, detail)
       select organization, id, $3, $4, $5, $6 from requests where organization = $1 and id = $2`,
      [organization, id, this.clock.now(), what, by, detail],
    );
  }

  logAlone(
    of: Pick<RequestRow, 'organization' | 'id'>,
    what: string,
    by: string,
    detail: string,
  ): Promise<void> {
    return this.log(this.database, of, what, by, detail);
  }

  /** Newest first. */
  async list(
    organization: string,
    { statuses, page, size }: { statuses: readonly RequestStatus[] | undefined; page: number; size: number },
  ): Promise<{ rows: RequestRow[]; total: number }> {
    const filter = 'organization = $1 and ($2::text[] is null or status = any($2))';
    const values = [organization, statuses ?? null];
    const [rows, [count]] = await Promise.all([
      this.database.query<RequestRow>(
        `select * from requests where ${filter} order by position desc limit $3 offset $4`,
        [...values, size, (page - 1) * size],
      ),
      this.database.query<{ total: number }>(
        `select count(*) as total from requests where ${filter}`,
        values,
      ),
    ]);
    return { rows, total: count?.total ?? 0 };
  }
}

/** What a caller may see. */
export function toPrivacyRequest(row: RequestRow): PrivacyRequest {
  return {
    id: row.id,
    status: row.status,
    policy: policyOf(row.policy_key),
    created_at: row.created_at.toISOString(),
    requested_at: row.requested_at.toISOString(),
    identity_verified_at: row.identity_verified_at?.toISOString() ?? null,
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
    reviewed_by: row.reviewed_by,
    submitted_by: row.submitted_by,
    finished_processing_at: row.finished_processing_at?.toISOString() ?? null,
    external_id: row.external_id,
    source: row.source,
    location: row.location,
    property_id: row.property_id,
  };
}
