import { Injectable } from '@nestjs/common';
import { Clock, DeadlineReached, type DeadlineStage } from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import { DeadlineAlertService } from '../../alerts/deadline-alert.service';
import { RequestLogStore } from '../../request/request-log.store';
import { isOpen } from '../../request/request-status';
import { WarningStore, type WarnedRow } from './warning.store';

/** Requests in one round. */
const batchSize = 100;

/** Tells staff once that an open request is due soon, and once that it is overdue. */
@Injectable()
export class WarningService {
  constructor(
    private readonly store: WarningStore,
    private readonly log: RequestLogStore,
    private readonly outbox: Outbox,
    private readonly alerts: DeadlineAlertService,
    private readonly clock: Clock,
  ) {}

  /** @returns whether more may be waiting */
  async run(): Promise<boolean> {
    return this.store.transaction(async (transaction) => {
      const rows = await this.store.lockDue(transaction, batchSize);
      const told = new Map<string, DeadlineStage[]>();
      for (const row of rows) {
        const stage = await this.warn(transaction, row);
        if (stage) told.set(row.organization, [...(told.get(row.organization) ?? []), stage]);
      }
      for (const [organization, stages] of told) await this.alerts.send(transaction, organization, stages);
      return rows.length === batchSize;
    });
  }

  /** @returns null for a request that was answered meanwhile */
  private async warn(transaction: Transaction, row: WarnedRow): Promise<DeadlineStage | null> {
    if (!isOpen(row)) {
      this.store.setNext(transaction, row, null);
      return null;
    }
    const now = this.clock.now();
    const isOverdue = now > row.deadline_at;
    const stage: DeadlineStage = isOverdue ? 'overdue' : 'due_soon';
    // the last millisecond is still in time
    this.store.setNext(transaction, row, isOverdue ? null : new Date(row.deadline_at.getTime() + 1));
    this.log.add(transaction, row, stage, 'system');
    const { organization, id, clock, deadline_at } = row;
    await this.outbox.add(transaction, DeadlineReached, {
      organization,
      id,
      stage,
      law: clock?.law ?? null,
      due_date: deadline_at.toISOString(),
      reached_at: now.toISOString(),
    });
    return stage;
  }
}
