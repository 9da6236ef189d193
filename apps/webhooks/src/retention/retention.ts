import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { WebhooksEnv } from '../env';

const pauseMs = 3_600_000;
/** After a round that left something. */
const shortPauseMs = 10_000;
/** Events in one statement: few enough to release its locks soon. */
const batchSize = 500;
/** Statements in one round; the next round does the rest. */
const maxBatches = 20;

/** Deletes old events with their deliveries. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly env: WebhooksEnv,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.working = this.round();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.working;
  }

  private async round(): Promise<void> {
    let delayMs = pauseMs;
    try {
      const before = new Date(this.clock.nowMs() - this.env.SUBJECTLINE_WEBHOOK_DAYS * dayMs);
      const removed = await this.remove(before);
      if (removed >= batchSize * maxBatches) delayMs = shortPauseMs;
      if (removed > 0) this.logger.info({ removed }, 'old webhook events deleted');
    } catch (error) {
      this.logger.warn({ err: error }, 'deleting old webhook events failed; retrying');
    }
    if (this.stopped) return;
    this.cancel = this.clock.after(delayMs, () => {
      this.working = this.round();
    });
  }

  private async remove(before: Date): Promise<number> {
    let removed = 0;
    for (let batch = 0; batch < maxBatches && !this.stopped; batch += 1) {
      const rows = await this.database.query(removeEvents, [before]);
      removed += rows.length;
      if (rows.length < batchSize) break;
    }
    return removed;
  }
}

/** Concurrent replicas skip each other's rows. */
const removeEvents = `delete from events where (organization, id) in (
    select organization, id from events where created_at < $1 limit ${batchSize} for update skip locked)
  returning id`;
