import { Injectable } from '@nestjs/common';
import { Clock, type CancelMessageRequest, type MessageKindId } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import { MessageEvents } from '../message/message-events';
import { scheduledRowOf } from '../message/new-message.store';
import { forgottenKinds } from '../message/task-row';
import { deletedWaits } from '../message/wait.store';
import { MessageMetrics } from '../metrics/message-metrics';

interface CanceledRow {
  readonly organization: string;
  readonly id: string;
  readonly kind: MessageKindId;
  readonly about: string | null;
  readonly attempts: number;
}

const ending = { state: 'canceled', reason: null, nextAttemptAt: null } as const;

@Injectable()
export class CancelStore {
  constructor(
    private readonly database: Database,
    private readonly events: MessageEvents,
    private readonly metrics: MessageMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Cancels a message that waits; its row decides between this and a try that begins. A task that is in the queue already
   * finds it ended. @returns false if it does not wait
   */
  cancel(request: CancelMessageRequest, hides: (about: string) => boolean): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      const canceled = await this.end(transaction, request);
      if (!canceled) return false;
      const { attempts, about, ...name } = canceled;
      const message = { ...name, ...(about !== null && !hides(about) && { about }) };
      await this.events.publishUndelivered(transaction, message, attempts, ending);
      await this.events.publishSettled(transaction, [{ message, ...ending, at: this.clock.now() }]);
      transaction.afterCommit(() => this.metrics.countUnsent({ task: message, verdict: ending }));
      return true;
    });
  }

  private async end(
    transaction: Transaction,
    { organization, id, canceled_by }: CancelMessageRequest,
  ): Promise<CanceledRow | null> {
    const [row] = await transaction.query<CanceledRow>(
      `with canceled as (
         update messages set state = 'canceled', reason = null, next_attempt_at = null, settled_at = $3, canceled_by = $4,
           sealed_content = case when kind = any($5) then null else sealed_content end
         where organization = $1 and id = $2 and state in ('scheduled', 'queued')
         returning organization, id, kind, about, attempts
       ), ${deletedWaits('canceled')}, tasks as (
         select id from outbox where published_in is null
           and (id = any($6) or id in (select outbox_id from deleted_waits)) and exists (select from canceled)
         order by id for update
       ), deleted_tasks as (
         delete from outbox where id in (select id from tasks)
       )
       select organization, id, kind, about, attempts from canceled`,
      [organization, id, this.clock.now(), canceled_by, forgottenKinds, [id, scheduledRowOf(id)]],
    );
    return row ?? null;
  }
}
