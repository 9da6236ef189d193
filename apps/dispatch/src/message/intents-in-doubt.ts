import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import type { SendMessageTask } from '@subjectline/contracts';
import { BatchColumns, Database } from '@subjectline/storage';

/** Longer than a statement may take (`statement_timeout`): one that is not written by then never is. */
const doubtMs = 20_000;
const pauseMs = 500;

interface TryRow {
  readonly organization: string;
  readonly id: string;
  readonly try_id: string;
}

interface Doubt extends TryRow {
  readonly untilMs: number;
}

const tries = new BatchColumns<TryRow>({ organization: 'text', id: 'text', try_id: 'text' });

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

  /** Again and again: the database may still be at work on a statement whose connection is gone. */
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
    const rows = await this.database.query<{ try_id: string }>(
      `with locked as (
         select messages.organization, messages.id, messages.try_id
         from ${tries.given} join messages on (messages.organization, messages.id) = (given.organization, given.id)
         where messages.state = 'sending' and messages.try_id = given.try_id
         order by messages.organization, messages.id for no key update of messages
       )
       update messages set state = 'queued', attempts = attempts - 1, lease_until = null, try_id = null from locked
       where messages.organization = locked.organization and messages.id = locked.id
       returning locked.try_id`,
      tries.valuesOf(doubts),
    );
    const withdrawn = new Set(rows.map(({ try_id }) => try_id));
    for (const doubt of doubts) {
      if (withdrawn.has(doubt.try_id) || askedAtMs > doubt.untilMs) this.doubts.delete(doubt);
    }
    if (rows.length > 0) this.logger.info({ count: rows.length }, 'intents without a reply were withdrawn');
  }
}
