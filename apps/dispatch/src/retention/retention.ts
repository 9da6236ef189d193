import type { Logger } from '@subjectline/bus';
import { dayMs, type Clock } from '@subjectline/contracts';
import type { Database } from '@subjectline/storage';

const pauseMs = 3_600_000;
/** Where a round did not come to the end. */
const shortPauseMs = 10_000;
/** Rows in one statement: it is over before anybody waits for its locks. */
const batchSize = 500;
/** Statements in one round; what is left is for the next. */
const mostBatches = 20;

/** Messages that are over lose what they said and to whom, and the inbox its oldest; what became of them stays. */
export class Retention {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly days: number,
  ) {}

  start(): void {
    this.working = this.round();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.working;
  }

  private async round(): Promise<void> {
    let delayMs = pauseMs;
    try {
      const before = new Date(this.clock.nowMs() - this.days * dayMs);
      const contents = await this.removeAll(removeContents, before);
      const kept = await this.removeAll(removeKept, before);
      if (Math.max(contents, kept) >= batchSize * mostBatches) delayMs = shortPauseMs;
      if (contents + kept > 0) this.logger.info({ contents, kept }, 'old contents are removed');
    } catch (error) {
      this.logger.warn({ err: error }, 'old contents could not be removed; it is tried again');
    }
    if (!this.stopped) this.cancel = this.clock.after(delayMs, () => this.start());
  }

  private async removeAll(statement: string, before: Date): Promise<number> {
    let removed = 0;
    for (let batch = 0; batch < mostBatches && !this.stopped; batch += 1) {
      const rows = await this.database.query(statement, [before]);
      removed += rows.length;
      if (rows.length < batchSize) break;
    }
    return removed;
  }
}

/** Replicas that work at once leave each other's rows alone. */
const removeContents = `update messages set sealed_content = null where (organization, id) in (
    select organization, id from messages
    where created_at < $1 and settled_at < $1 and sealed_content is not null
    limit ${batchSize} for update skip locked)
  returning id`;

const removeKept = `delete from inbox where (organization, id) in (
    select organization, id from inbox where sent_at < $1 limit ${batchSize} for update skip locked)
  returning id`;
