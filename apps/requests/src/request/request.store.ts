import { Injectable } from '@nestjs/common';
import { Clock, type RequestStatus } from '@subjectline/contracts';
import { Database, Table, type NewRow, type Queryable, type Transaction } from '@subjectline/storage';
import type { Assurance } from '../assurance/request-assurance';
import { columnsOf, identifiedClock, type ClockColumns, type RequestClock } from '../deadlines/request-clock';
import { newReference } from './reference';
import { RequestLogStore } from './request-log.store';
import type { NewRequestRow, RequestId, RequestRow, StatusFacts } from './request-row';

const requests = new Table<RequestRow, Generated>('requests');

/** What the database fills in. */
type Generated = 'version' | 'reminders_sent';

type ClockColumn = keyof ClockColumns;

/** What a review does to each request. */
interface ReviewStep {
  readonly status: RequestStatus;
  readonly by: string;
  readonly isReview: boolean;
  /** New details, by the ids of the requests that get some. */
  readonly sealedDetails: ReadonlyMap<string, string | null>;
}

/** A change of status. */
interface Move {
  /** For the log: a client's id, or `person`, `engine`, `system`. */
  readonly by: string;
  readonly facts?: StatusFacts;
  /** For the log. */
  readonly detail?: string | null;
}

@Injectable()
export class RequestStore {
  constructor(
    private readonly database: Database,
    private readonly log: RequestLogStore,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async insert(transaction: Transaction, row: NewRequestRow): Promise<RequestRow> {
    const stamps = { updated_at: row.created_at, ...columnsOf(row.clock), ...ackColumnsOf(row.clock) };
    for (;;) {
      const stored = await this.tryInsert(transaction, { ...row, ...stamps, reference: newReference() });
      if (stored) return stored;
    }
  }

  /** Null if the reference is taken. */
  private async tryInsert(
    transaction: Transaction,
    row: NewRow<RequestRow, Generated>,
  ): Promise<RequestRow | null> {
    const unlessTaken = 'on conflict (organization, reference) do nothing returning *';
    const [insertion, values] = requests.insertSql(row, unlessTaken);
    const [stored] = await transaction.query<RequestRow>(
      `with stored as (${insertion}), logged as (
         insert into request_log (organization, request_id, happened_at, what, by)
         select organization, id, created_at, 'created', $${values.length + 1} from stored)
       select * from stored`,
      [...values, row.submitted_by ?? 'person'],
    );
    return stored ?? null;
  }

  read(organization: string, id: string, on: Queryable = this.database): Promise<RequestRow | null> {
    return requests.find(on, { organization, id });
  }

  /** The row, locked until the transaction ends. */
  lock(transaction: Transaction, organization: string, id: string): Promise<RequestRow | null> {
    return requests.lock(transaction, { organization, id });
  }

  /** Several rows by their ids, locked in a fixed order to prevent deadlocks. */
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

  /** Moves locked requests to one status in one statement. @returns the changed rows, by their ids */
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

  /** Moves a locked request to a status. The caller has checked that it may, by `request-status.ts`. */
  move(
    transaction: Transaction,
    row: RequestRow,
    status: RequestStatus,
    { by, facts = {}, detail = null }: Move,
  ): RequestRow {
    const moved = this.change(transaction, row, { ...facts, ...clockAfter(row, facts), status });
    this.log.add(transaction, row, facts.archived_at ? 'archived' : status, by, detail);
    return moved;
  }

  /** Replaces the details of a locked request. */
  saveDetails(
    transaction: Transaction,
    row: RequestRow,
    sealed_details: string | null,
    by: string,
  ): RequestRow {
    const changed = this.change(transaction, row, { sealed_details });
    this.log.add(transaction, row, 'details_changed', by);
    return changed;
  }

  /** Replaces the clock of a locked request, and with it the date in force. */
  saveClock(
    transaction: Transaction,
    row: RequestRow,
    clock: RequestClock,
    facts: Pick<StatusFacts, 'sealed_details'> = {},
  ): RequestRow {
    const columns = columnsOf(clock);
    // a date that stays is not told of again
    const isMoved =
      columns.deadline_at.getTime() !== row.deadline_at.getTime() ||
      columns.paused_at?.getTime() !== row.paused_at?.getTime();
    return this.change(transaction, row, { ...facts, ...(isMoved ? columns : { clock }) });
  }

  /** The receipt of a locked request is confirmed. */
  endAcknowledgement(transaction: Transaction, row: RequestRow): RequestRow {
    return this.change(transaction, row, { ack_due_at: null, ack_missed_at: null });
  }

  /** Replaces what is known of the person of a locked request, while its status stays. */
  saveAssurance(
    transaction: Transaction,
    row: RequestRow,
    assurance: Assurance,
    facts: Pick<StatusFacts, 'sealed_details' | 'verified_channel'> = {},
  ): RequestRow {
    return this.change(transaction, row, { ...facts, assurance });
  }

  /** Replaces the address of a locked request. */
  correctAddress(
    transaction: Transaction,
    row: RequestRow,
    corrected: Pick<RequestRow, 'sealed_identity' | 'identity_digests' | 'corrections'>,
  ): RequestRow {
    return this.change(transaction, row, corrected);
  }

  /** Counts one more code, on a locked request. */
  countCode(transaction: Transaction, row: RequestRow, next_code_at: Date): RequestRow {
    const counted = { codes_asked_for: row.codes_asked_for + 1, next_code_at };
    requests.updateLater(transaction, { organization: row.organization, id: row.id }, counted);
    return { ...row, ...counted };
  }

  /** Opens a locked request again that was closed because its person had not been identified. Its dates stay. */
  reopen(transaction: Transaction, row: RequestRow, by: string): RequestRow {
    this.log.add(transaction, row, 'reopened', by);
    // staff have been told of none of its dates while it was closed
    const warn_at = row.warn_at ?? this.clock.now();
    return this.change(transaction, row, {
      status: 'identity_unverified',
      not_identified_at: null,
      warn_at,
    });
  }

  /** Requests whose persons are to be reminded, or that are to be closed, the longest due first. */
  dueForReminder(limit: number): Promise<RequestId[]> {
    return this.database.query<RequestId>(
      'select organization, id from requests where remind_at <= $1 order by remind_at limit $2',
      [this.clock.now(), limit],
    );
  }

  /** @param remind_at null: a locked request is not reminded of again, nor closed */
  scheduleReminder(
    transaction: Transaction,
    { organization, id }: RequestId,
    reminder: Partial<Pick<RequestRow, 'remind_at' | 'reminders_sent'>>,
  ): void {
    requests.updateLater(transaction, { organization, id }, reminder);
  }

  private change(
    transaction: Transaction,
    row: RequestRow,
    changes: StatusFacts & Partial<RequestRow>,
  ): RequestRow {
    const made = { ...changes, updated_at: this.clock.now(), version: row.version + 1 };
    requests.updateLater(transaction, { organization: row.organization, id: row.id }, made);
    return { ...row, ...made };
  }
}

/** Only where a law wants the receipt confirmed. */
function ackColumnsOf({ ack_due }: RequestClock): Pick<RequestRow, 'ack_due_at'> {
  return { ack_due_at: ack_due === null ? null : new Date(ack_due) };
}

/** Whether a person is identified can move the dates. Proof of identity is asked for when the request is created. */
function clockAfter(
  { clock, created_at, assurance, identity_verified_at: before }: RequestRow,
  { identity_verified_at: identifiedAt }: StatusFacts,
): Partial<Pick<RequestRow, ClockColumn>> {
  if (!clock || before || assurance?.raised?.identified_at || !identifiedAt) return {};
  const counted = identifiedClock(clock, created_at, identifiedAt);
  return counted === clock ? {} : columnsOf(counted);
}
