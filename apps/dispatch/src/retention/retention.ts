import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { DispatchEnv } from '../env';

const pauseMs = 3_600_000;
/** After a round that left something. */
const shortPauseMs = 10_000;
/** Rows in one statement: few enough to release its locks soon. */
const batchSize = 500;
/** Longer than a signature is accepted, an hour ahead included: what is deleted cannot be used again. */
const tokenDays = 4;
/** Statements in one round; the next round does the rest. */
const maxBatches = 20;

/** Deletes the content and recipients of old messages, and old messages of the inbox; outcomes stay. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly env: DispatchEnv,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  private start(): void {
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
      const before = new Date(this.clock.nowMs() - this.env.SUBJECTLINE_MESSAGE_CONTENT_DAYS * dayMs);
      const contents = await this.removeAll(removeContents, before);
      const kept = await this.removeAll(removeKept, before);
      await this.removeAll(removeSuppressions, this.clock.now());
      const tokens = await this.removeAll(removeTokens, new Date(this.clock.nowMs() - tokenDays * dayMs));
      if (Math.max(contents, kept, tokens) >= batchSize * maxBatches) delayMs = shortPauseMs;
      if (contents + kept > 0) this.logger.info({ contents, kept }, 'old content deleted');
    } catch (error) {
      this.logger.warn({ err: error }, 'deleting old content failed; retrying');
    }
    if (!this.stopped) this.cancel = this.clock.after(delayMs, () => this.start());
  }

  private async removeAll(statement: string, before: Date): Promise<number> {
    let removed = 0;
    for (let batch = 0; batch < maxBatches && !this.stopped; batch += 1) {
      const rows = await this.database.query(statement, [before]);
      removed += rows.length;
      if (rows.length < batchSize) break;
    }
    return removed;
  }
}

/** Concurrent replicas skip each other's rows. */
const removeContents = `update messages set sealed_content = null where (organization, id) in (
    select organization, id from messages
    where created_at < $1 and settled_at < $1 and sealed_content is not null
    limit ${batchSize} for update skip locked)
  returning id`;

const removeTokens = `delete from report_tokens where (organization, provider_key, token) in (
    select organization, provider_key, token from report_tokens where seen_at < $1
    limit ${batchSize} for update skip locked)
  returning token`;

const removeSuppressions = `delete from suppressions where (organization, id) in (
    select organization, id from suppressions where expires_at < $1
    limit ${batchSize} for update skip locked)
  returning id`;

const removeKept = `delete from inbox where (organization, id) in (
    select organization, id from inbox where sent_at < $1 limit ${batchSize} for update skip locked)
  returning id`;
