import { Injectable } from '@nestjs/common';
import { currentTraceParent, Tracing } from '@subjectline/bus';
import { Clock, newId, sendTaskOf, type SendMessageTask } from '@subjectline/contracts';
import { Batch, Database, Outbox, type Transaction } from '@subjectline/storage';
import { lastMomentOf } from '../message/moments';
import { holdUntil, type FailureOutcome } from '../message/outcome';
import { nameOf, taskRowOf } from '../message/task-row';
import { storeWaits, type Wait } from '../message/wait.store';
import { MessageMetrics } from '../metrics/message-metrics';
import { Recipients } from '../suppressions/recipients';
import type { Routes } from '../routing/plan';
import { HeldStore, type HeldRow } from './held.store';

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

/** Holds messages until an account works. They are deferred in the outbox, and `waiting` names the accounts. */
@Injectable()
export class Holding {
  private readonly batch = new Batch((held: readonly Held[]) => this.write(held));

  constructor(
    private readonly database: Database,
    private readonly store: HeldStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly metrics: MessageMetrics,
    private readonly recipients: Recipients,
    private readonly tracing: Tracing,
  ) {}

  /** False when the message is no longer queued: it has ended, or another process is sending it. */
  hold(held: Held): Promise<boolean> {
    return this.batch.add({ ...held, traceParent: currentTraceParent() }, this.tracing);
  }

  private write(held: readonly Held[]): Promise<boolean[]> {
    return this.database.transaction(async (transaction) => {
      const attempts = await this.storeMessages(transaction, held);
      const queued = held.filter(({ task }) => attempts.has(nameOf(task)));
      await this.store.deleteEarlier(
        transaction,
        queued.map(({ task }) => task),
      );
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

  /** @returns the number of earlier tries of each message that is queued */
  private async storeMessages(
    transaction: Transaction,
    held: readonly Held[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await this.store.writeMessages(
      transaction,
      held.map((one) => this.rowOf(one)),
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
