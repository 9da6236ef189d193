import { readUpTo, type Bus, type Logger } from '@subjectline/bus';
import type { Clock, StoringServiceName } from '@subjectline/contracts';
import { Batch } from '../database/batch';
import type { Database } from '../database/database';
import type { Queryable } from '../database/transaction';
import type { StoreWatch } from '../store-watch/store-watch';

/** A row that the broker has stored. */
export interface PublishedRow {
  readonly id: string;
  readonly seq: number;
  /** Of which incarnation of the stores the sequence is; taken before the row was published. */
  readonly incarnation: number;
}

/** A mark that is lost costs a message that the broker drops: marks may wait for others, so that one write has many. */
const gatherMs = 100;
const shortestPauseMs = 1_000;
const maxPauseMs = 30_000;
/** When a reader has not acknowledged an event for a day, that reader does not run. */
const unreadEventMs = 24 * 3_600_000;

/**
 * Published rows of the outbox, kept until all their readers have acknowledged them. When NATS loses its data or
 * PostgreSQL is restored they are published again; consumers recognize what they have handled before.
 */
export class PublishedRows {
  private readonly marks = new Batch((rows: readonly PublishedRow[]) => this.writeMarks(rows), { gatherMs });
  private pauseMs = shortestPauseMs;
  private cancel: () => void = () => undefined;
  private working: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly name: StoringServiceName,
    private readonly database: Database,
    private readonly watch: StoreWatch,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.plan();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.working;
  }

  mark(row: PublishedRow): Promise<undefined> {
    return this.marks.add(row);
  }

  async markIn(on: Queryable, rows: readonly PublishedRow[]): Promise<void> {
    await on.query(
      `update outbox set published_in = given.incarnation, published_seq = given.seq
       from unnest($1::text[], $2::bigint[], $3::integer[]) as given (id, seq, incarnation)
       where outbox.id = given.id`,
      [rows.map(({ id }) => id), rows.map(({ seq }) => seq), rows.map(({ incarnation }) => incarnation)],
    );
    this.lookSoon();
  }

  private async writeMarks(rows: readonly PublishedRow[]): Promise<undefined[]> {
    await this.markIn(this.database, rows);
    return rows.map(() => undefined);
  }

  private lookSoon(): void {
    if (this.pauseMs === shortestPauseMs) return;
    this.pauseMs = shortestPauseMs;
    if (!this.working) this.plan();
  }

  private plan(): void {
    this.cancel();
    if (this.stopped) return;
    this.cancel = this.clock.after(this.pauseMs, () => {
      this.working = this.round().finally(() => {
        this.working = null;
        this.plan();
      });
    });
  }

  private async round(): Promise<void> {
    const pauseMs = this.pauseMs;
    // what is marked from here on shortens the pause again
    this.pauseMs = Math.min(2 * pauseMs, maxPauseMs);
    try {
      if ((await this.forgetRead()) > 0) this.pauseMs = shortestPauseMs;
    } catch (error) {
      this.logger.warn({ err: error }, 'published rows are kept: the database or NATS is down');
    }
  }

  /** @returns how many rows were deleted */
  private async forgetRead(): Promise<number> {
    const { incarnation, streams, comparedTurn } = this.watch;
    // another replica may have published before it noticed
    await publishAgain(this.database, incarnation);
    if (await this.isEmpty()) return 0;
    const { floors, identity } = await readUpTo(this.bus.connection, this.name);
    if (identity !== streams) {
      await this.watch.check();
      return 0;
    }
    const [counted] = await this.database.query<{ count: number }>(
      `with forgotten as (
         delete from outbox where id in (
           select id from outbox join unnest($1::text[], $2::bigint[]) as read (subject, floor) using (subject)
           where published_in = $3
             -- in a database that was restored, what had been read is unread again
             and exists (select 1 from store_mark where turn >= $5)
             and (published_seq <= read.floor or (outbox.subject like 'event.%' and available_at < $4))
           for update of outbox skip locked)
         returning 1)
       select count(*) as count from forgotten`,
      [
        [...floors.keys()],
        [...floors.values()],
        incarnation,
        new Date(this.clock.nowMs() - unreadEventMs),
        comparedTurn,
      ],
    );
    return counted?.count ?? 0;
  }

  private async isEmpty(): Promise<boolean> {
    const rows = await this.database.query('select 1 from outbox where published_in is not null limit 1');
    return rows.length === 0;
  }
}

/** Rows whose sequence is of an earlier incarnation wait to be published again. @returns how many they are */
export async function publishAgain(on: Queryable, incarnation: number): Promise<number> {
  const [counted] = await on.query<{ count: number }>(
    `with lost as (
       update outbox set published_in = null, published_seq = null where id in (
         select id from outbox where published_in < $1 order by id for update)
       returning 1)
     select count(*) as count from lost`,
    [incarnation],
  );
  return counted?.count ?? 0;
}
