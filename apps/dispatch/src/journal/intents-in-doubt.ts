import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import type { SendMessageTask } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { IntentStore, type WrittenTry } from './intent.store';

/** Longer than a statement may take (`statement_timeout`): one that is not written by then never is. */
const doubtMs = 20_000;
const pauseMs = 500;

interface Doubt extends WrittenTry {
  readonly untilMs: number;
}

/**
 * Intents that may have been written though the reply was lost. No vendor was called for them: each is withdrawn as soon
 * as the database answers, and its message is tried again.
 */
@Injectable()
export class IntentsInDoubt implements OnApplicationShutdown {
  private readonly doubts = new Set<Doubt>();
  private working: Promise<void> | null = null;
  private isStopped = false;

  constructor(
    private readonly database: Database,
    private readonly store: IntentStore,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  add({ organization, id }: SendMessageTask, tryId: string): void {
    this.doubts.add({ organization, id, try_id: tryId, untilMs: performance.now() + doubtMs });
    this.working ??= this.work().finally(() => (this.working = null));
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.working;
  }

  /** Repeatedly: the database may still be running a statement whose connection is gone. */
  private async work(): Promise<void> {
    while (this.doubts.size > 0) {
      try {
        await this.withdraw([...this.doubts]);
      } catch (error) {
        this.logger.warn({ err: error }, 'withdrawing intents failed; retrying');
      }
      if (this.isStopped) return;
      await pause(pauseMs);
    }
  }

  private async withdraw(doubts: readonly Doubt[]): Promise<void> {
    const askedAtMs = performance.now();
    const withdrawn = await this.store.withdraw(this.database, doubts);
    for (const doubt of doubts) {
      if (withdrawn.has(doubt.try_id) || askedAtMs > doubt.untilMs) this.doubts.delete(doubt);
    }
    if (withdrawn.size > 0)
      this.logger.info({ count: withdrawn.size }, 'intents without a reply were withdrawn');
  }
}
