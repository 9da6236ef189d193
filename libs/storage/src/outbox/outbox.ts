import { setTimeout as pause } from 'node:timers/promises';
import { AppError, check, newId, type Clock, type Event, type Task } from '@subjectline/contracts';
import { currentRequestId, currentTraceParent, encode, type Bus, type Logger } from '@subjectline/bus';
import { BatchColumns } from '../database/batch-columns';
import type { Database } from '../database/database';
import type { Transaction } from '../database/transaction';
import type { PublishedRow, PublishedRows } from './published';
import type { StoreWatch } from '../store-watch/store-watch';

export interface OutboxEntry {
  /** The id the message has on the stream; one is made when none is given. */
  readonly id?: string;
  /** Not before this moment; at once when left out. */
  readonly availableAt?: Date;
  /** What causes it, if it is added for others in a batch. */
  readonly traceParent?: string | undefined;
}

interface OutboxRow {
  readonly id: string;
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly request_id: string | null;
  readonly trace_parent: string | null;
}

interface NewRow extends OutboxRow {
  readonly available_at: Date;
}

const columns = new BatchColumns<NewRow>({
  id: 'text',
  subject: 'text',
  payload: 'bytea',
  request_id: 'text',
  available_at: 'timestamptz',
  trace_parent: 'text',
});

/** The number of rows of one sweep. */
const batchSize = 256;
/** What a process left when it died is found within this time. */
const maxSleepMs = 1_000;
const shortestSleepMs = 20;
const pauseAfterFailureMs = 250;
/** The most rows that are written as a list of values; one transaction mostly adds one or two. */
const maxListRows = 4;
/** The broker counts headers in: ours are two ids. */
const headerBytes = 1_024;

/**
 * Messages that are part of a transaction: they are stored with the change that causes them and published after the
 * commit, at least once. The row's id is the message's id, so that the broker drops duplicates.
 *
 * The process that committed publishes at once from memory, and the rows are marked many at a time; they are deleted
 * once they were read (`PublishedRows`). The sweep is for the rest: rows that are due later, that the broker refused or
 * lost, or that a process left when it died.
 */
export class Outbox {
  private readonly added = new WeakMap<Transaction, NewRow[]>();
  /** Rows that this process is publishing or marking: the sweep leaves them alone. */
  private readonly inProgress = new Set<string>();
  private readonly publishing = new Set<Promise<void>>();
  private sweeping: Promise<void> | null = null;
  private stopping = false;
  private rowsMayBeDue = true;
  private wake: (() => void) | null = null;

  constructor(
    private readonly database: Database,
    private readonly published: PublishedRows,
    private readonly watch: StoreWatch,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Checks the message now, and stores it with the others of its transaction at the transaction's end. */
  async add<Payload extends object>(
    transaction: Transaction,
    contract: Task<Payload> | Event<Payload>,
    payload: Payload,
    { id = newId('out'), availableAt, traceParent = currentTraceParent() }: OutboxEntry = {},
  ): Promise<void> {
    const encoded = encode(check(contract.payload, payload));
    // a message that the broker never accepts would block all rows after it
    if (encoded.byteLength > this.bus.maxMessageBytes - headerBytes) {
      throw new AppError('too_large', { subject: contract.subject });
    }
    const row: NewRow = {
      id,
      subject: contract.subject,
      payload: Buffer.from(encoded),
      request_id: currentRequestId() ?? null,
      trace_parent: traceParent ?? null,
      available_at: availableAt ?? this.clock.now(),
    };
    const known = this.added.get(transaction);
    if (known) {
      known.push(row);
      return;
    }
    const rows = [row];
    this.added.set(transaction, rows);
    transaction.beforeCommit(() => store(transaction, rows));
    transaction.afterCommit(() => this.publishStored(rows));
  }

  start(): void {
    this.sweeping = this.sweepUntilStopped();
  }

  /** Finishes what is being published; the rest is published after the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeSweep();
    await this.sweeping;
    await Promise.all(this.publishing);
  }

  private publishStored(rows: readonly NewRow[]): void {
    const now = this.clock.now();
    for (const row of rows) {
      if (row.available_at > now) {
        this.wakeSweep();
        continue;
      }
      this.inProgress.add(row.id);
      const published = this.publishAndMark(row);
      this.publishing.add(published);
      void published.finally(() => {
        this.inProgress.delete(row.id);
        this.publishing.delete(published);
      });
    }
  }

  private async publishAndMark(row: OutboxRow): Promise<void> {
    try {
      await this.published.mark(await this.publish(row));
    } catch (error) {
      // the row is still there: the sweep takes it, and the broker drops what it has already
      this.logger.warn({ err: error, subject: row.subject }, 'a message waits in the outbox');
      this.wakeSweep();
    }
  }

  private async publish({
    id,
    subject,
    payload,
    request_id,
    trace_parent,
  }: OutboxRow): Promise<PublishedRow> {
    const { incarnation } = this.watch;
    const options = {
      id: messageIdOf(id, incarnation),
      requestId: request_id ?? undefined,
      traceParent: trace_parent ?? undefined,
    };
    return { id, seq: await this.bus.publish(subject, payload, options), incarnation };
  }

  private wakeSweep(): void {
    this.rowsMayBeDue = true;
    this.wake?.();
  }

  private async sweepUntilStopped(): Promise<void> {
    while (!this.stopping) {
      this.rowsMayBeDue = false;
      try {
        const dueInMs = await this.nextDueInMs();
        if (dueInMs <= 0 && (await this.sweep()) > 0) continue;
        // due, but locked: another replica is publishing it
        const waitMs = Math.max(dueInMs, shortestSleepMs);
        if (!this.rowsMayBeDue) await this.sleep(Math.min(waitMs, maxSleepMs));
      } catch (error) {
        this.logger.warn({ err: error }, 'the outbox waits: the database or NATS is down');
        await pause(pauseAfterFailureMs);
      }
    }
  }

  /** When the next row is due that is not being published; infinite when there is none. */
  private async nextDueInMs(): Promise<number> {
    const [next] = await this.database.query<{ available_at: Date | null }>(
      'select min(available_at) as available_at from outbox where published_in is null and id <> all($1)',
      [[...this.inProgress]],
    );
    return next?.available_at ? next.available_at.getTime() - this.clock.nowMs() : Infinity;
  }

  /**
   * Rows stay locked until they are published and marked, so that two replicas share the work.
   * @returns how many there were
   */
  private sweep(): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const rows = await transaction.query<OutboxRow>(
        `select id, subject, payload, request_id, trace_parent from outbox
         where published_in is null and available_at <= $1 and id <> all($2)
         order by available_at, position limit ${batchSize} for update skip locked`,
        [this.clock.now(), [...this.inProgress]],
      );
      const published = await Promise.all(rows.map((row) => this.publish(row)));
      await this.published.markIn(transaction, published);
      return rows.length;
    });
  }

  private sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.after(delayMs, resolve);
      this.wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

/** After a loss the broker must not drop republished rows as duplicates; their consumers go by ids of their own. */
function messageIdOf(id: string, incarnation: number): string {
  return incarnation === 1 ? id : `${id}~${incarnation}`;
}

/**
 * An id that is there already stays as it is: the same message was added before. A list of values is planned in half the
 * time of arrays, but is another statement for each length.
 */
function store(transaction: Transaction, rows: readonly NewRow[]): void {
  // in one order, which prevents deadlocks
  const ordered = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const isFew = ordered.length <= maxListRows;
  const arrays = columns.valuesOf(ordered);
  const source = isFew ? listOf(ordered.length, arrays.length) : `select * from ${columns.given}`;
  const values = isFew ? ordered.flatMap((_row, index) => arrays.map((array) => array[index])) : arrays;
  transaction.later(`insert into outbox (${columns.names}) ${source} on conflict (id) do nothing`, values);
}

/** `values ($1, $2), ($3, $4)` */
function listOf(rows: number, width: number): string {
  const lists = Array.from({ length: rows }, (_row, index) => {
    const numbers = Array.from({ length: width }, (_value, place) => `$${index * width + place + 1}`);
    return `(${numbers.join(', ')})`;
  });
  return `values ${lists.join(', ')}`;
}
