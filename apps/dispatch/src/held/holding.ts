import { Injectable } from '@nestjs/common';
import { currentTraceParent } from '@subjectline/bus';
import { Clock, newId, sendTaskOf, type SendMessageTask } from '@subjectline/contracts';
import { Batch, BatchColumns, Database, Outbox, type Transaction } from '@subjectline/storage';
import { lastMomentOf } from '../message/moments';
import { holdUntil, type FailureOutcome } from '../message/outcome';
import { nameOf, taskColumns, taskRowOf, type TaskRow } from '../message/task-row';
import { deletedWaits, storeWaits, type Wait } from '../message/waits';
import { MessageMetrics } from '../metrics/message-metrics';
import { Recipients } from '../suppressions/recipients';
import type { Routes } from '../routing/plan';

/** A message that no account can take now. */
export interface Held {
  readonly task: SendMessageTask;
  /** Every route that could send it: the message is released when the first of them works. */
  readonly routes: Routes;
  /** Null if its account works and is slow: it is held until there is room. */
  readonly reason: FailureOutcome | null;
  /** The trace that it is part of. */
  readonly traceParent?: string | undefined;
}

interface HeldRow extends TaskRow {
  readonly channel: string;
  readonly service_type: string;
  readonly provider_key: string;
  readonly reason: string | null;
  readonly recipient_digest: string;
}

const heldColumns = new BatchColumns<HeldRow>(
  {
    ...taskColumns,
    channel: 'text',
    service_type: 'text',
    provider_key: 'text',
    reason: 'text',
    recipient_digest: 'text',
  },
  1,
);
const messageColumns = new BatchColumns<Pick<HeldRow, 'organization' | 'id'>>({
  organization: 'text',
  id: 'text',
});

/** Holds messages until an account works. They are deferred in the outbox, and `waiting` names the accounts. */
@Injectable()
export class Holding {
  private readonly batch = new Batch((held: readonly Held[]) => this.write(held));

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly metrics: MessageMetrics,
    private readonly recipients: Recipients,
  ) {}

  /** False when the message is no longer queued: it has ended, or another process is sending it. */
  hold(held: Held): Promise<boolean> {
    return this.batch.add({ ...held, traceParent: currentTraceParent() });
  }

  private write(held: readonly Held[]): Promise<boolean[]> {
    return this.database.transaction(async (transaction) => {
      const attempts = await this.storeMessages(transaction, held);
      const queued = held.filter(({ task }) => attempts.has(nameOf(task)));
      await this.deleteEarlier(transaction, queued);
      const waits: Wait[] = [];
      for (const { task, routes, traceParent } of queued) {
        const outboxId = newId('out');
        const availableAt = holdUntil(this.clock.now(), lastMomentOf(task));
        await this.outbox.add(transaction, sendTaskOf(task.kind), task, {
          id: outboxId,
          availableAt,
          traceParent,
        });
        const keys = routes.map(({ state }) => state.key);
        waits.push({ task, keys, outboxId, attempts: attempts.get(nameOf(task)) ?? 0, isHeld: true });
      }
      await storeWaits(transaction, waits);
      return held.map(({ task }) => attempts.has(nameOf(task)));
    });
  }

  /** A hold is repeated if the reply to its commit was lost: the outbox holds the message once all the same. */
  private async deleteEarlier(transaction: Transaction, held: readonly Held[]): Promise<void> {
    await transaction.query(
      `with given as (select * from ${messageColumns.given}), ${deletedWaits('given')}, locked as (
         select id from outbox where id in (select outbox_id from deleted_waits) and published_in is null
         order by id for update
       )
       delete from outbox where id in (select id from locked)`,
      messageColumns.valuesOf(held.map(({ task }) => task)),
    );
  }

  /** @returns the number of earlier tries of each message that is queued */
  private async storeMessages(
    transaction: Transaction,
    held: readonly Held[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await transaction.query<{
      organization: string;
      id: string;
      is_new: boolean;
      attempts: number;
    }>(
      `insert into messages (${heldColumns.names}, state, attempts, created_at)
       select ${heldColumns.selected}, 'queued', 0, $1 from ${heldColumns.given}
       order by organization, id
       on conflict (organization, id) do update set reason = excluded.reason, next_attempt_at = null
       where messages.state = 'queued'
       returning organization, id, (xmax = 0) as is_new, attempts`,
      [this.clock.now(), ...heldColumns.valuesOf(held.map((one) => this.rowOf(one)))],
    );
    const added = new Set(rows.filter(({ is_new }) => is_new).map(nameOf));
    transaction.afterCommit(() => {
      for (const { task } of held) if (added.has(nameOf(task))) this.metrics.countAccepted(task);
    });
    return new Map(rows.map((row) => [nameOf(row), row.attempts]));
  }

  private rowOf({ task, routes: [first], reason }: Held): HeldRow {
    const { channel, to, provider, state } = first;
    return {
      ...taskRowOf(task),
      channel,
      service_type: provider.serviceType,
      provider_key: state.key,
      reason,
      recipient_digest: this.recipients.digests(task.organization, channel, to)[0],
    };
  }
}
