import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Metrics, type Logger } from '@subjectline/bus';
import { Clock, dayMs, newId } from '@subjectline/contracts';
import { Database, RetentionRounds } from '@subjectline/storage';
import { ConfigEnv } from '../env';
import { AuditStore } from './audit.store';

/** Deletes the oldest entries of each chain, once a new one says through which and with what digest. */
@Injectable()
export class AuditRetention extends RetentionRounds {
  constructor(
    database: Database,
    clock: Clock,
    private readonly store: AuditStore,
    private readonly env: ConfigEnv,
    metrics: Metrics,
    @Inject(loggerToken) logger: Logger,
  ) {
    super(database, clock, logger, metrics);
  }

  protected async removeOld(): Promise<void> {
    const before = new Date(this.clock.nowMs() - this.env.SUBJECTLINE_RECORD_DAYS * dayMs);
    let removed = 0;
    // once a day at most: each time adds an entry
    const due = new Date(before.getTime() - dayMs);
    for (const { organization, seq, digest } of await this.store.oldPrefixes(before, due))
      removed += await this.prune(organization, seq, digest);
    this.count('audit_entry', removed);
  }

  /** Another replica that prunes at the same time has waited for the lock, and finds nothing to delete. */
  private prune(organization: string, seq: number, digest: string): Promise<number> {
    return this.store.transaction(async (transaction) => {
      await this.store.lock(transaction, organization);
      const pruning = await this.store.lastPruning(organization, transaction);
      if ((pruning?.pruned_through ?? 0) >= seq) return 0;
      await this.store.append(transaction, {
        organization,
        id: newId('aud'),
        at: this.clock.now().toISOString(),
        kind: 'retention',
        actor: { kind: 'system', id: 'retention' },
        action: 'delete-old-audit-entries',
        targets: [],
        persons: [],
        fields: [],
        version: null,
        outcome: 'done',
        request_id: null,
        pruned_through: seq,
        pruned_digest: digest,
      });
      return this.store.deleteThrough(transaction, organization, seq);
    });
  }
}
