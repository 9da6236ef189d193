import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Rounds, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { AuditService } from './audit.service';
import { AuditStore } from './audit.store';

/** Longer than any call takes. */
export const unfinishedAfterMs = 300_000;
const batchSize = 100;

/** Makes entries of what was begun by a gateway that was killed before it could tell what became of it. */
@Injectable()
export class UnfinishedEntries extends Rounds {
  protected pauseMs = 60_000;

  constructor(
    private readonly store: AuditStore,
    private readonly audit: AuditService,
    clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {
    super(clock);
  }

  protected async round(): Promise<void> {
    const before = new Date(this.clock.nowMs() - unfinishedAfterMs);
    let added = batchSize;
    while (!this.isStopped && added === batchSize) added = await this.chainSome(before);
  }

  private chainSome(before: Date): Promise<number> {
    return this.store.transaction(async (transaction) => {
      const rows = await this.store.left(transaction, before, batchSize);
      // in the order of their organizations: two replicas lock chains in the same order
      for (const row of rows.toSorted((one, other) => (one.organization < other.organization ? -1 : 1)))
        await this.audit.chain(transaction, row, 'unknown');
      if (rows.length > 0)
        this.logger.warn({ entries: rows.length }, 'audit entries of unknown outcome added');
      return rows.length;
    });
  }

  protected noteFailure(error: unknown): void {
    this.logger.warn({ err: error }, 'adding audit entries of unknown outcome failed; retrying');
  }
}
