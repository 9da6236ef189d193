import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Metrics, type Logger } from '@subjectline/bus';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database, RetentionRounds, type Remove } from '@subjectline/storage';
import { WebhooksEnv } from '../env';

/** Deletes old events with their deliveries. */
@Injectable()
export class Retention extends RetentionRounds {
  constructor(
    database: Database,
    clock: Clock,
    private readonly env: WebhooksEnv,
    metrics: Metrics,
    @Inject(loggerToken) logger: Logger,
  ) {
    super(database, clock, logger, metrics);
  }

  protected async removeOld(remove: Remove): Promise<void> {
    const before = new Date(this.clock.nowMs() - this.env.SUBJECTLINE_WEBHOOK_DAYS * dayMs);
    const removed = await remove('webhook_event', removeEvents, before);
    if (removed > 0) this.logger.info({ removed }, 'old webhook events deleted');
  }
}

const removeEvents = `delete from events where (organization, id) in (
    select organization, id from events where created_at < $1 limit $2 for update skip locked)
  returning id`;
