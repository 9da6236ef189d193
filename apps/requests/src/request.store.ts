import { Injectable } from '@nestjs/common';
import {
  Clock,
  type Channel,
  type PrivacyRequest,
  type RequestLogEntry,
  type RequestStatus,
} from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';
import { policyOf } from './policies';
import { conditionOf, orderOf, type Order, type Selection } from './request-filter';

export interface RequestRow {
  organization: string;
  id: string;
  status: RequestStatus;
  policy_key: string;
  sealed_identity: string;
  identity_digests: string[];
  sealed_details: string | null;
  locale: string;
  source: string | null;
  external_id: string | null;
  location: string | null;
  property_id: string | null;
  submitted_by: string | null;
  requested_at: Date;
  created_at: Date;
  proof_required: boolean;
  identity_verified_at: Date | null;
  verified_channel: Channel | null;
  codes_asked_for: number;
  next_code_at: Date | null;
  reviewed_at: Date | null;
  reviewed_by: string | null;
  finished_processing_at: Date | null;
}

/** What changes together with a status. */
export type StatusFacts = Partial<
  Pick<
    RequestRow,
    'identity_verified_at' | 'verified_channel' | 'reviewed_at' | 'reviewed_by' | 'finished_processing_at'
  >
>;

export type NewRequestRow = Omit<RequestRow, 'created_at' | keyof StatusFacts>;

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
      `insert into requests (organization, id, status, policy_key, sealed_identity, identity_digests, sealed_details,
         locale, source, external_id, location, property_id, submitted_by, requested_at, proof_required,
         codes_asked_for, next_code_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning *`,
      [
        row.organization,
        row.id,
        row.status,
        row.policy_key,
        row.sealed_identity,
        row.identity_digests,
        row.sealed_details,
        row.locale,
        row.source,
        row.external_id,
        row.location,
        row.property_id,
        row.submitted_by,
        row.requested_at,
        row.proof_required,
        row.codes_asked_for,
        row.next_code_at,
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
         finished_processing_at = $7, verified_channel = $8 where organization = $1 and id = $2`,
      [
        row.organization,
        row.id,
        status,
        moved.identity_verified_at,
        moved.reviewed_at,
        moved.reviewed_by,
        moved.finished_processing_at,
        moved.verified_channel,
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

  /** Notes that a code was asked for, on a locked request. */
  async codeAskedFor(transaction: Transaction, row: RequestRow, next_code_at: Date): Promise<RequestRow> {
    const codes_asked_for = row.codes_asked_for + 1;
    await transaction.query(
      'update requests set codes_asked_for = $3, next_code_at = $4 where organization = $1 and id = $2',
      [row.organization, row.id, codes_asked_for, next_code_at],
    );
    return { ...row, codes_asked_for, next_code_at };
  }

  async find(
    organization: string,
    selection: Selection,
    { order, page, size }: { order: Order; page: number; size: number },
  ): Promise<{ rows: RequestRow[]; total: number }> {
    const { where, values } = conditionOf(organization, selection);
    const [rows, [count]] = await Promise.all([
      this.database.query<RequestRow>(
        `select * from requests where ${where} order by ${orderOf(order)}
         limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, size, (page - 1) * size],
      ),
      this.database.query<{ total: number }>(`select count(*) as total from requests where ${where}`, values),
    ]);
    return { rows, total: count?.total ?? 0 };
  }

  /** The ids alone, oldest first. */
  async findIds(organization: string, selection: Selection, most: number): Promise<string[]> {
    const { where, values } = conditionOf(organization, selection);
    const rows = await this.database.query<{ id: string }>(
      `select id from requests where ${where} order by position limit ${most}`,
      values,
    );
    return rows.map(({ id }) => id);
  }

  /** Oldest first. */
  async readLog(organization: string, id: string): Promise<RequestLogEntry[]> {
    const rows = await this.database.query<{ happened_at: Date } & Omit<RequestLogEntry, 'happened_at'>>(
      `select happened_at, what, by, detail from request_log where organization = $1 and request_id = $2
       order by position limit 1000`,
      [organization, id],
    );
    return rows.map(({ happened_at, ...entry }) => ({ happened_at: happened_at.toISOString(), ...entry }));
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
