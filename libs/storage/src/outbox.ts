import { setTimeout as pause } from 'node:timers/promises';
import { check, newId, type Clock, type Event, type Task } from '@subjectline/contracts';
import { currentRequestId, encode, type Bus, type Logger } from '@subjectline/bus';
import type { Database, Transaction } from './database';

export interface OutboxEntry {
  /** The id the message has on the stream; one is made when none is given. */
  readonly id?: string;
  /** Not before this moment; at once when left out. */
  readonly availableAt?: Date;
}

interface OutboxRow {
  id: string;
  subject: string;
  payload: Buffer;
  request_id: string | null;
}

/** How many rows one round takes. */
const batchSize = 256;
/** Rows of another replica that died are found within this time. */
const longestSleepMs = 1_000;
const pauseAfterFailureMs = 250;

/**
 * Messages that are part of a transaction: they are stored with the change they tell of, and published after the
 * commit, at least once. The row's id is the message's id, so that the broker drops what comes twice.
 */
export class Outbox {
  private running: Promise<void> | null = null;
  private stopping = false;
  private rowsMayBeDue = true;
  private wake: (() => void) | null = null;

  constructor(
    private readonly database: Database,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  async add<Payload extends object>(
    transaction: Transaction,
    contract: Task<Payload> | Event<Payload>,
    payload: Payload,
    { id = newId('out'), availableAt }: OutboxEntry = {},
  ): Promise<void> {
    await transaction.query(
      `insert into outbox (id, subject, payload, request_id, available_at) values ($1, $2, $3, $4, $5)
       on conflict (id) do nothing`,
      [
        id,
        contract.subject,
        encode(check(contract.payload, payload)),
        currentRequestId() ?? null,
        availableAt ?? this.clock.now(),
      ],
    );
    transaction.afterCommit(() => this.look());
  }

  /** Starts publishing; every commit that adds a row wakes it. */
  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.look();
    await this.running;
  }

  private look(): void {
    this.rowsMayBeDue = true;
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.rowsMayBeDue = false;
      try {
        if ((await this.publishDue()) === batchSize) continue;
        if (!this.rowsMayBeDue) await this.sleep(await this.sleepMs());
      } catch (error) {
        this.logger.warn({ err: error }, 'the outbox waits: the database or NATS is away');
        await pause(pauseAfterFailureMs);
      }
    }
  }

  /** @returns how many were published */
  private async publishDue(): Promise<number> {
    const due = `select id, subject, payload, request_id from outbox where available_at <= $1
                 order by available_at, position limit ${batchSize} for update skip locked`;
    return this.database.transaction(async (transaction) => {
      const rows = await transaction.query<OutboxRow>(due, [this.clock.now()]);
      if (rows.length === 0) return 0;
      await Promise.all(
        rows.map(({ id, subject, payload, request_id }) =>
          this.bus.publish(subject, payload, { id, requestId: request_id ?? undefined }),
        ),
      );
      await transaction.query('delete from outbox where id = any($1)', [rows.map(({ id }) => id)]);
      return rows.length;
    });
  }

  private async sleepMs(): Promise<number> {
    const [next] = await this.database.query<{ available_at: Date | null }>(
      'select min(available_at) as available_at from outbox',
    );
    if (!next?.available_at) return longestSleepMs;
    return Math.min(longestSleepMs, Math.max(1, next.available_at.getTime() - this.clock.nowMs()));
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
