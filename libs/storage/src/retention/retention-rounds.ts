import { Rounds, type Logger, type Metrics } from '@subjectline/bus';
import type { Clock, RetentionKindName } from '@subjectline/contracts';
import type { Database } from '../database/database';
import { RemovedRecords } from './removed-records';

/** Runs a statement in batches: `$1` is the moment before which rows are old, `$2` the size of a batch. @returns how many rows it returned */
export type Remove = (kind: RetentionKindName, statement: string, before: Date) => Promise<number>;

const defaultPauseMs = 3_600_000;
const shortPauseMs = 10_000;
/** Rows in one statement: few enough to release its locks soon. */
const batchSize = 500;
/** Batches of one statement in a round; the next round does the rest. */
const maxBatches = 20;

/** Deletes what is old, in rounds, while the service runs. */
export abstract class RetentionRounds extends Rounds {
  protected pauseMs = defaultPauseMs;
  private readonly removed: RemovedRecords;

  protected constructor(
    private readonly database: Database,
    clock: Clock,
    protected readonly logger: Logger,
    metrics: Metrics,
  ) {
    super(clock);
    this.removed = new RemovedRecords(metrics);
  }

  protected count(kind: RetentionKindName, records: number): void {
    this.removed.count(kind, records);
  }

  /** The round has left rows that are old: the next one comes sooner. */
  protected runAgainSoon(): void {
    this.pauseMs = shortPauseMs;
  }

  /** One round. Its statements return a row for each that they change, and skip those that another replica has locked. */
  protected abstract removeOld(remove: Remove): Promise<void>;

  protected async round(): Promise<void> {
    this.pauseMs = defaultPauseMs;
    await this.removeOld(async (kind, statement, before) => {
      const removed = await this.inBatches(statement, before);
      this.count(kind, removed);
      if (removed >= batchSize * maxBatches) this.runAgainSoon();
      return removed;
    });
  }

  protected noteFailure(error: unknown): void {
    this.logger.warn({ err: error }, 'deleting old data failed; retrying');
  }

  private async inBatches(statement: string, before: Date): Promise<number> {
    let removed = 0;
    for (let batch = 0; batch < maxBatches && !this.isStopped; batch += 1) {
      const rows = await this.database.query(statement, [before, batchSize]);
      removed += rows.length;
      if (rows.length < batchSize) break;
    }
    return removed;
  }
}
