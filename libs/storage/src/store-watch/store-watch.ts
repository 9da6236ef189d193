import { setTimeout as pause } from 'node:timers/promises';
import { streamFacts, type Bus, type Logger, type StreamFacts } from '@subjectline/bus';
import { AppError, type Clock, type State, type StoreMark } from '@subjectline/contracts';
import type { Database } from '../database/database';
import type { Transaction } from '../database/transaction';
import { publishAgain } from '../outbox/published';

const beatMs = 5_000;
const retryMs = 1_000;
const afterReconnectMs = 200;
/** After this many failed comparisons in a row, health and the log say so: a reconnect takes one or two. */
const failuresToReport = 3;
/** How long health reports an incident. */
const reportedMs = 24 * 3_600_000;
const key = 'turn';

interface MarkRow {
  turn: number;
  incarnation: number;
  streams: string | null;
  last_task_seq: number;
  last_event_seq: number;
  incident: string | null;
  incident_at: Date | null;
}

interface Broker extends StreamFacts {
  readonly turn: number | null;
}

/**
 * Notices that NATS lost its data, or that PostgreSQL was restored from an older copy. A counter goes up in both at every
 * beat, NATS first and under a lock: it may be one ahead there, and never behind. NATS may also lose the end of a stream
 * alone: its last sequence is then lower than at the beat before. What PostgreSQL holds is then published again.
 */
export class StoreWatch {
  /** The identity of the streams of `incarnation`; null before the first beat. */
  streams: string | null = null;
  incarnation = 0;
  /** The turn of this process's last comparison: a database that has a lower one was restored since. Null before the first. */
  comparedTurn: number | null = null;
  private incident: Pick<MarkRow, 'incident' | 'incident_at'> | null = null;
  private readonly listeners: (() => Promise<void>)[] = [];
  private cancel: () => void = () => undefined;
  private checking: Promise<void> | null = null;
  private stopped = false;
  private failures = 0;
  private failingSince: Date | null = null;

  constructor(
    private readonly database: Database,
    private readonly bus: Bus,
    private readonly mark: State<StoreMark>,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Runs this after an incident, and repeats it until it succeeds. */
  onIncident(listener: () => Promise<void>): void {
    this.listeners.push(listener);
  }

  /** The last incident in words for an operator, for a day. */
  get recentIncident(): string | null {
    const { incident, incident_at } = this.incident ?? {};
    return incident && incident_at && incident_at.getTime() > this.clock.nowMs() - reportedMs
      ? incident
      : null;
  }

  /** In words for an operator, while the two cannot be compared. */
  get warning(): string | null {
    if (this.failures < failuresToReport || !this.failingSince) return null;
    return `a loss of data in NATS or PostgreSQL would go unnoticed since ${this.failingSince.toISOString()}: the two cannot be compared; see the log of this service`;
  }

  async start(): Promise<void> {
    const [row] = await this.database.query<MarkRow>('select * from store_mark');
    if (row) this.adopt(row);
    await this.beat();
    void this.beatAfterReconnect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.checking;
  }

  /** Compares the two now; concurrent callers get the same answer. */
  check(): Promise<void> {
    this.checking ??= this.compareAndNote().finally(() => (this.checking = null));
    return this.checking;
  }

  private async compareAndNote(): Promise<void> {
    try {
      await this.compare();
      this.failures = 0;
      this.failingSince = null;
    } catch (error) {
      this.failures += 1;
      this.failingSince ??= this.clock.now();
      if (this.failures === failuresToReport) {
        this.logger.warn({ err: error }, 'comparing NATS and PostgreSQL failed; retrying');
      }
      throw error;
    }
  }

  private async beat(): Promise<void> {
    const isDone = await this.check().then(
      () => true,
      () => false,
    );
    this.beatIn(isDone ? beatMs : retryMs);
  }

  private beatIn(delayMs: number): void {
    this.cancel();
    if (!this.stopped) this.cancel = this.clock.after(delayMs, () => void this.beat());
  }

  private async beatAfterReconnect(): Promise<void> {
    for await (const { type } of this.bus.connection.status()) {
      const event: string = type;
      if (event === 'reconnect') this.beatIn(afterReconnectMs);
    }
  }

  private async compare(): Promise<void> {
    const known = this.incident?.incident ?? null;
    const changed = await this.database.transaction((transaction) => this.takeTurn(transaction));
    if (!changed) return;
    this.adopt(changed);
    this.comparedTurn = changed.turn;
    if (changed.incident !== known) for (const listener of this.listeners) void this.runUntilDone(listener);
  }

  /** @returns the row as it is now; null when another replica is doing it */
  private async takeTurn(transaction: Transaction): Promise<MarkRow | null> {
    const [row] = await transaction.query<MarkRow>('select * from store_mark for update skip locked');
    if (!row) return null;
    const broker = { turn: await this.readTurn(), ...(await streamFacts(this.bus.connection)) };
    const what = incidentOf(row, broker);
    const moved = what ? await this.recover(transaction, row, what) : row;
    // NATS keeps the number when the commit fails: however many fail, it is never more than one ahead
    const turn = Math.max(row.turn + 1, broker.turn ?? 0);
    const { identity: streams, lastTaskSeq: last_task_seq, lastEventSeq: last_event_seq } = broker;
    const next = { ...moved, turn, streams, last_task_seq, last_event_seq };
    await transaction.query(
      `update store_mark set turn = $1, incarnation = $2, streams = $3, last_task_seq = $4, last_event_seq = $5,
         incident = $6, incident_at = $7`,
      [turn, next.incarnation, streams, last_task_seq, last_event_seq, next.incident, next.incident_at],
    );
    await this.bus.put(this.mark, key, { turn });
    return next;
  }

  /** A mark that is damaged says as little as one that is gone. */
  private async readTurn(): Promise<number | null> {
    try {
      return (await this.bus.read(this.mark, key))?.turn ?? null;
    } catch (error) {
      if (isDamage(error)) return null;
      throw error;
    }
  }

  private async recover(transaction: Transaction, row: MarkRow, what: string): Promise<MarkRow> {
    const incarnation = row.incarnation + 1;
    // before the rows become visible: what is published from here on is published to the stores as they are now
    this.incarnation = incarnation;
    const count = await publishAgain(transaction, incarnation);
    const incident_at = this.clock.now();
    this.logger.error({ count, incarnation }, what);
    const incident = `${what}, noticed at ${incident_at.toISOString()}; ${count} messages are published again`;
    return { ...row, incarnation, incident, incident_at };
  }

  private adopt(row: MarkRow): void {
    this.incarnation = row.incarnation;
    this.streams = row.streams;
    this.incident = row;
  }

  private async runUntilDone(listener: () => Promise<void>): Promise<void> {
    while (!this.stopped) {
      try {
        return await listener();
      } catch (error) {
        this.logger.warn({ err: error }, 'republishing after a store loss failed; retrying');
        await pause(retryMs);
      }
    }
  }
}

/** What happened to one of the two, or null. */
function incidentOf(row: MarkRow, broker: Broker): string | null {
  const { turn, streams } = row;
  const isFirst = streams === null;
  if (broker.turn !== null && broker.turn > turn + 1) return 'PostgreSQL was restored from an older copy';
  if (isFirst) return null;
  const isLost = broker.turn === null || broker.turn < turn || broker.identity !== streams;
  return isLost || endIsLost(row, broker) ? 'NATS lost messages that were under way' : null;
}

function endIsLost({ last_task_seq, last_event_seq }: MarkRow, broker: StreamFacts): boolean {
  return broker.lastTaskSeq < last_task_seq || broker.lastEventSeq < last_event_seq;
}

/** The value was read, and is none of ours. */
function isDamage(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'invalid' || error.cause instanceof SyntaxError);
}
