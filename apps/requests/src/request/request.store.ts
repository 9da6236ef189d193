import { Injectable } from '@nestjs/common';
import { Clock, dayMs, type Channel, type RequestLogEntry, type RequestStatus } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';
import { answerDaysOf } from './policies';
import { conditionOf, orderOf, type Order, type Selection } from './request-filter';
import type { Family } from './request-status';

export interface RequestRow {
  organization: string;
  id: string;
  family: Family;
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
  updated_at: Date;
  deadline_at: Date;
  version: number;
  proof_required: boolean;
  identity_verified_at: Date | null;
  verified_channel: Channel | null;
  codes_asked_for: number;
  next_code_at: Date | null;
  reviewed_at: Date | null;
  reviewed_by: string | null;
  started_processing_at: Date | null;
  finished_processing_at: Date | null;
  archived_at: Date | null;
}

/** What changes together with a status, or is there already of what begins late. */
export type StatusFacts = Partial<
  Pick<
    RequestRow,
    | 'identity_verified_at'
    | 'verified_channel'
    | 'reviewed_at'
    | 'reviewed_by'
    | 'started_processing_at'
    | 'finished_processing_at'
    | 'archived_at'
    | 'sealed_details'
  >
>;

type Stamp = 'created_at' | 'updated_at' | 'deadline_at' | 'version';
export type NewRequestRow = Omit<RequestRow, Stamp | keyof StatusFacts> & StatusFacts;

type RequestId = Pick<RequestRow, 'organization' | 'id'>;

type LogRow = { happened_at: Date } & Omit<RequestLogEntry, 'happened_at'>;

/** How to find the request that another may repeat. */
interface Sought {
  readonly policyKey: string;
  /** One of each list. */
  readonly digests: readonly (readonly string[])[];
  readonly since: Date;
  /** Only one whose person has proved who they are, or that a client vouches for. */
  readonly proven: boolean;
}

/** What a review does to each request. */
interface ReviewStep {
  readonly status: RequestStatus;
  readonly by: string;
  readonly isReview: boolean;
  /** Other details than now, by the ids of the requests that get some. */
  readonly sealedDetails: ReadonlyMap<string, string | null>;
}

/** What has to be opened to see whether a request is meant. */
export type SealedRow = Pick<RequestRow, 'organization' | 'id' | 'sealed_identity' | 'sealed_details'> & {
  readonly position: number;
};

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
    const created_at = this.clock.now();
    const deadline_at = new Date(created_at.getTime() + answerDaysOf(row) * dayMs);
    // the names of the columns are ours
    const entries = Object.entries({ ...row, created_at, updated_at: created_at, deadline_at });
    const count = entries.length;
    const [stored] = await transaction.query<RequestRow>(
      `with stored as (
         insert into requests (${entries.map(([name]) => name).join(', ')})
         values (${entries.map((_entry, index) => `$${index + 1}`).join(', ')}) returning *
       ), logged as (
         insert into request_log (organization, request_id, happened_at, what, by)
         select organization, id, created_at, 'created', $${count + 1} from stored)
       select * from stored`,
      [...entries.map(([, value]) => value), row.submitted_by ?? 'person'],
    );
    if (!stored) throw new Error('the new request was not returned');
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

  /** Several rows by their ids, locked in a fixed order, so that concurrent changes wait and do not deadlock. */
  async lockAll(
    transaction: Transaction,
    organization: string,
    ids: readonly string[],
  ): Promise<Map<string, RequestRow>> {
    const rows = await transaction.query<RequestRow>(
      'select * from requests where organization = $1 and id = any($2) order by id for update',
      [organization, ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Moves locked requests to one status in one statement. @returns what they are now, by their ids */
  async review(
    transaction: Transaction,
    organization: string,
    ids: readonly string[],
    { status, by, isReview, sealedDetails }: ReviewStep,
  ): Promise<Map<string, RequestRow>> {
    const details = ids.map((id) => sealedDetails.get(id) ?? null);
    const rows = await transaction.query<RequestRow>(
      `with moved as (
         update requests set status = $3, updated_at = $4, version = version + 1,
           reviewed_at = case when $6 then $4 else reviewed_at end,
           reviewed_by = case when $6 then $5 else reviewed_by end,
           started_processing_at = case when $3 = 'approved' then $4 else started_processing_at end,
           sealed_details = coalesce(given.details, sealed_details)
         from unnest($2::text[], $7::text[]) as given (given_id, details)
         where organization = $1 and id = given_id returning requests.*
       ), logged as (
         insert into request_log (organization, request_id, happened_at, what, by)
         select organization, id, $4, $3, $5 from moved)
       select * from moved`,
      [organization, ids, status, this.clock.now(), by, isReview, details],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Moves a locked request on. Whether it may is decided by the caller, by `request-status.ts`. */
  async move(
    transaction: Transaction,
    row: RequestRow,
    status: RequestStatus,
    by: string,
    facts: StatusFacts = {},
    detail: string | null = null,
  ): Promise<RequestRow> {
    const moved = await this.change(transaction, row, { ...facts, status });
    await this.log(transaction, row, facts.archived_at ? 'archived' : status, by, detail);
    return moved;
  }

  /** Keeps other details of a locked request. */
  async keepDetails(
    transaction: Transaction,
    row: RequestRow,
    sealed_details: string | null,
    by: string,
  ): Promise<RequestRow> {
    const changed = await this.change(transaction, row, { sealed_details });
    await this.log(transaction, row, 'details_changed', by);
    return changed;
  }

  async log(
    on: Queryable,
    { organization, id }: RequestId,
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

  /** Who did something to a request last. */
  async lastBy(
    transaction: Transaction,
    { organization, id }: RequestId,
    what: string,
  ): Promise<string | null> {
    const [row] = await transaction.query<{ by: string }>(
      `select by from request_log where organization = $1 and request_id = $2 and what = $3
       order by position desc limit 1`,
      [organization, id, what],
    );
    return row?.by ?? null;
  }

  logAlone(of: RequestId, what: string, by: string, detail: string): Promise<void> {
    return this.log(this.database, of, what, by, detail);
  }

  /** Whether a delayed receipt has been sent or suppressed since. */
  async isReceiptDecided(transaction: Transaction, { organization, id }: RequestId): Promise<boolean> {
    const rows = await transaction.query(
      `select 1 from request_log where organization = $1 and request_id = $2
         and what in ('receipt_released', 'receipt_suppressed') limit 1`,
      [organization, id],
    );
    return rows.length > 0;
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
    { order, limit, skip }: { order: Order; limit: number; skip: number },
  ): Promise<{ rows: RequestRow[]; total: number }> {
    const { where, values } = conditionOf(organization, selection);
    const [rows, total] = await Promise.all([
      this.database.query<RequestRow>(
        `select * from requests where ${where} order by ${orderOf(order)}
         limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, limit, skip],
      ),
      this.count(organization, selection),
    ]);
    return { rows, total };
  }

  async count(organization: string, selection: Selection): Promise<number> {
    const { where, values } = conditionOf(organization, selection);
    const [row] = await this.database.query<{ total: number }>(
      `select count(*) as total from requests where ${where}`,
      values,
    );
    return row?.total ?? 0;
  }

  /** The ids alone. */
  async findIds(organization: string, selection: Selection, max: number, order: Order): Promise<string[]> {
    const { where, values } = conditionOf(organization, selection);
    const rows = await this.database.query<{ id: string }>(
      `select id from requests where ${where} order by ${orderOf(order)} limit ${max}`,
      values,
    );
    return rows.map(({ id }) => id);
  }

  async lockKey(transaction: Transaction, key: string): Promise<void> {
    await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [key]);
  }

  /** The first request for the same that is under way, or null. */
  async findActive(
    transaction: Transaction,
    organization: string,
    { policyKey, digests, since, proven }: Sought,
  ): Promise<string | null> {
    const [row] = await transaction.query<{ id: string }>(
      `select id from requests
       where organization = $1 and family = 'fides' and policy_key = $2 and created_at >= $3 and archived_at is null
         and status in ('pending', 'approved', 'in_processing', 'error')
         and (not $4 or identity_verified_at is not null or submitted_by is not null)
         ${digests.map((_known, index) => `and identity_digests && $${index + 5}::text[]`).join(' ')}
       order by position limit 1`,
      [organization, policyKey, since, proven, ...digests],
    );
    return row?.id ?? null;
  }

  /** What is sealed of those that fit, in the order in which they came in. */
  readSealed(
    organization: string,
    selection: Selection,
    { after, limit }: { after: number; limit: number },
  ): Promise<SealedRow[]> {
    const { where, values } = conditionOf(organization, selection);
    return this.database.query<SealedRow>(
      `select position, organization, id, sealed_identity, sealed_details from requests
       where ${where} and position > $${values.length + 1} order by position limit $${values.length + 2}`,
      [...values, after, limit],
    );
  }

  /** Oldest first, the last thousand of each. */
  async readLogs(organization: string, ids: readonly string[]): Promise<Map<string, RequestLogEntry[]>> {
    const rows = await this.database.query<LogRow & { request_id: string }>(
      `select request_id, happened_at, what, by, detail from
         (select *, row_number() over (partition by request_id order by position desc) as number from request_log
          where organization = $1 and request_id = any($2)) entries
       where number <= 1000 order by position`,
      [organization, ids],
    );
    const logs = new Map<string, RequestLogEntry[]>(ids.map((id) => [id, []]));
    for (const { request_id, ...row } of rows) logs.get(request_id)?.push(toEntry(row));
    return logs;
  }

  /** Oldest first, the last thousand: of repeated entries the newest are the most useful. */
  async readLog(organization: string, id: string): Promise<RequestLogEntry[]> {
    const rows = await this.database.query<LogRow>(
      `select happened_at, what, by, detail from
         (select * from request_log where organization = $1 and request_id = $2
          order by position desc limit 1000) entries
       order by position`,
      [organization, id],
    );
    return rows.map(toEntry);
  }

  private async change(
    transaction: Transaction,
    row: RequestRow,
    changes: StatusFacts & { status?: RequestStatus },
  ): Promise<RequestRow> {
    const changed = { ...row, ...changes, updated_at: this.clock.now(), version: row.version + 1 };
    await transaction.query(
      `update requests set status = $3, identity_verified_at = $4, reviewed_at = $5, reviewed_by = $6,
         finished_processing_at = $7, verified_channel = $8, archived_at = $9, sealed_details = $10,
         updated_at = $11, version = $12, started_processing_at = $13 where organization = $1 and id = $2`,
      [
        row.organization,
        row.id,
        changed.status,
        changed.identity_verified_at,
        changed.reviewed_at,
        changed.reviewed_by,
        changed.finished_processing_at,
        changed.verified_channel,
        changed.archived_at,
        changed.sealed_details,
        changed.updated_at,
        changed.version,
        changed.started_processing_at,
      ],
    );
    return changed;
  }
}

function toEntry({ happened_at, ...entry }: LogRow): RequestLogEntry {
  return { happened_at: happened_at.toISOString(), ...entry };
}
