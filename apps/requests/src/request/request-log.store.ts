import { Injectable } from '@nestjs/common';
import { Clock, type ReadRequestLogRequest, type RequestLogEntry } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import type { RequestId } from './request-row';

type Page = NonNullable<ReadRequestLogRequest['page']>;
type LogRow = { happened_at: Date } & Omit<RequestLogEntry, 'happened_at'>;

const columns = '(organization, request_id, happened_at, what, by, detail)';
const insertEntry = `insert into request_log ${columns} values ($1, $2, $3, $4, $5, $6)`;
const insertEntryIfKnown = `insert into request_log ${columns}
  select organization, id, $3, $4, $5, $6 from requests where organization = $1 and id = $2`;

/** What happened to a request, when and by whom. */
@Injectable()
export class RequestLogStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry with the change that it records. The request is locked or new. */
  add(
    transaction: Transaction,
    request: RequestId,
    what: string,
    by: string,
    detail: string | null = null,
  ): void {
    transaction.later(insertEntry, this.entry(request, what, by, detail));
  }

  /** Adds an entry to what may be no request, or one that is gone: these get none. */
  addIfKnown(transaction: Transaction, request: RequestId, what: string, by: string, detail: string): void {
    transaction.later(insertEntryIfKnown, this.entry(request, what, by, detail));
  }

  /** The same, on its own. */
  async addAlone(request: RequestId, what: string, by: string, detail: string): Promise<void> {
    await this.database.query(insertEntryIfKnown, this.entry(request, what, by, detail));
  }

  private entry(
    { organization, id }: RequestId,
    what: string,
    by: string,
    detail: string | null,
  ): readonly unknown[] {
    return [organization, id, this.clock.now(), what, by, detail];
  }

  /** Who last did this to a request. */
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

  /** Whether a message did not arrive, at the address that the request has now. */
  async isUndelivered(transaction: Transaction, { organization, id }: RequestId): Promise<boolean> {
    const [row] = await transaction.query<{ what: string }>(
      `select what from request_log where organization = $1 and request_id = $2
         and what in ('message_undelivered', 'address_corrected')
       order by position desc limit 1`,
      [organization, id],
    );
    return row?.what === 'message_undelivered';
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

  /** Oldest first. */
  async readPage(organization: string, id: string, { page, size }: Page): Promise<RequestLogEntry[]> {
    const rows = await this.database.query<LogRow>(
      `select happened_at, what, by, detail from request_log where organization = $1 and request_id = $2
       order by position limit $3 offset $4`,
      [organization, id, size, (page - 1) * size],
    );
    return rows.map(toEntry);
  }

  async count(organization: string, id: string): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(
      'select count(*) as total from request_log where organization = $1 and request_id = $2',
      [organization, id],
    );
    return row?.total ?? 0;
  }

  /** Oldest first, the last thousand of each: of repeated entries the newest are the most useful. */
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
}

function toEntry({ happened_at, ...entry }: LogRow): RequestLogEntry {
  return { happened_at: happened_at.toISOString(), ...entry };
}
