import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Tracing } from '@subjectline/bus';
import { AppError, Clock, sendTaskOf, type SendMessageTask } from '@subjectline/contracts';
import { Batch, Database, Outbox, type Transaction } from '@subjectline/storage';
import { MessageMetrics } from '../metrics/message-metrics';
import { Findings, type Finding } from '../suppressions/findings';
import type { Attempt, Begun, Intent, Unbegun, Unsent } from './attempt';
import { AttemptStore } from './attempt.store';
import { IntentStore } from './intent.store';
import { IntentsInDoubt } from './intents-in-doubt';
import { deleteLeases } from './lease.store';
import { endingOf, MessageEvents, type Ending } from '../message/message-events';
import type { Verdict } from '../message/outcome';
import { ReportedStore } from '../message/reported.store';
import { UnsentStore } from './unsent.store';
import { nameOf } from '../message/task-row';
import { storeWaits, type Wait } from '../message/wait.store';

/**
 * What is written about a message before and after a provider is called. Intents and outcomes are written in batches:
 * under load a hundred messages share one commit.
 */
@Injectable()
export class Journal {
  private readonly intents = new Batch((intents: readonly Intent[]) =>
    this.intentStore.write(this.database, intents),
  );
  private readonly attempts = new Batch((attempts: readonly Attempt[]) => this.writeAttempts(attempts));
  private readonly unbegun = new Batch((unbegun: readonly Unbegun[]) => this.writeUnbegun(unbegun));

  private isUp = true;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly intentStore: IntentStore,
    private readonly attemptStore: AttemptStore,
    private readonly unsentStore: UnsentStore,
    private readonly reported: ReportedStore,
    private readonly inDoubt: IntentsInDoubt,
    private readonly metrics: MessageMetrics,
    private readonly events: MessageEvents,
    private readonly findings: Findings,
    private readonly clock: Clock,
    private readonly tracing: Tracing,
  ) {}

  /** Throws while the database is known to be down: a vendor is not called if the call cannot be recorded. */
  async requireUp(): Promise<void> {
    if (this.isUp) return;
    await this.database.query('select 1');
    this.isUp = true;
  }

  /** Opens a try, or null if the message is not queued. */
  async begin(intent: Intent): Promise<Begun | null> {
    const tryId = randomUUID();
    try {
      const begun = await this.intents.add({ ...intent, tryId }, this.tracing);
      if (begun?.isNew) this.metrics.countAccepted(intent.task);
      return begun;
    } catch (error) {
      this.isUp = false;
      // its reply may be lost: the vendor is not called, whether it was written or not
      if (error instanceof AppError) this.inDoubt.add(intent.task, tryId);
      throw error;
    }
  }

  /** Closes a try, and adds what follows from it to the outbox in the same transaction. */
  async end(attempt: Attempt): Promise<void> {
    await this.attempts.add(attempt, this.tracing);
    this.metrics.countTry(attempt);
  }

  /**
   * Records a try from which nothing left, in one transaction: a process that dies leaves nothing unknown of it.
   * @returns whether the message was queued
   */
  endUnbegun(unbegun: Unbegun): Promise<boolean> {
    return this.unbegun.add(unbegun, this.tracing);
  }

  /** Records a message that ends before a provider is called. One that has ended already stays as it is. */
  async recordUnsent(unsent: Unsent): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const written = await this.unsentStore.write(transaction, unsent);
      if (!written) return;
      await this.events.publishUndelivered(transaction, unsent.task, 0, unsent.verdict);
      const at = this.clock.now();
      await this.events.publishSettled(transaction, [{ message: unsent.task, ...unsent.verdict, at }]);
      transaction.afterCommit(() => {
        if (written.isNew) this.metrics.countAccepted(unsent.task);
        this.metrics.countUnsent(unsent);
      });
    });
  }

  /** Puts a message into the queue again, whose row says so already. */
  async queueAgain(
    transaction: Transaction,
    task: SendMessageTask,
    attempts: number,
    keys: readonly string[],
  ): Promise<void> {
    const outboxId = `${task.id}-try-${attempts + 1}`;
    await this.outbox.add(transaction, sendTaskOf(task.kind), task, { id: outboxId });
    await storeWaits(transaction, [{ task, keys, outboxId, attempts, isHeld: false }]);
  }

  private async writeAttempts(attempts: readonly Attempt[]): Promise<undefined[]> {
    await this.database.transaction((transaction) => this.writeAndFollow(transaction, attempts));
    return attempts.map(() => undefined);
  }

  private writeUnbegun(unbegun: readonly Unbegun[]): Promise<boolean[]> {
    return this.database.transaction(async (transaction) => {
      const intents = unbegun.map(({ intent }) => intent);
      const begun = await this.intentStore.write(transaction, intents);
      const attempts = unbegun.flatMap(({ attemptOf }, index) => {
        const one = begun[index];
        return one ? [attemptOf(one)] : [];
      });
      await this.writeAndFollow(transaction, attempts);
      const accepted = intents.filter((_intent, index) => begun[index]?.isNew);
      transaction.afterCommit(() => {
        for (const { task } of accepted) this.metrics.countAccepted(task);
        for (const attempt of attempts) this.metrics.countTry(attempt);
      });
      const leases = begun.flatMap((one) => (one ? [one.leaseId] : []));
      await deleteLeases(transaction, leases);
      return begun.map((one) => one !== null);
    });
  }

  private async writeAndFollow(transaction: Transaction, attempts: readonly Attempt[]): Promise<void> {
    const written = await this.attemptStore.write(transaction, attempts);
    const settled = await this.settleReported(transaction, attempts);
    const waits: Wait[] = [];
    const current = attempts.filter(({ task }) => written.has(task.id));
    await this.events.publishSettled(
      transaction,
      current.map(({ task, verdict, finishedAt: at }) => {
        return { message: task, at, ...(settled.get(nameOf(task)) ?? verdict) };
      }),
    );
    await this.findings.learn(transaction, current.flatMap(findingOf));
    for (const attempt of current) {
      if (isSent(attempt) || settled.has(nameOf(attempt.task))) continue;
      const wait = await this.follow(transaction, attempt);
      if (wait) waits.push(wait);
    }
    await storeWaits(transaction, waits);
  }

  /** The vendor may have reported on a message before its try was known to be unknown. */
  private async settleReported(
    transaction: Transaction,
    attempts: readonly Attempt[],
  ): Promise<ReadonlyMap<string, Ending>> {
    const unknown = attempts.filter(({ result }) => result.outcome === 'unknown').map(({ task }) => task);
    const settlements = await this.reported.reported(transaction, unknown);
    await this.reported.settle(transaction, settlements);
    return new Map(settlements.map((settlement) => [nameOf(settlement), endingOf(settlement)]));
  }

  /** What a verdict causes: the next try in the queue, or the event that a message will not arrive. */
  private async follow(transaction: Transaction, attempt: Attempt): Promise<Wait | null> {
    const { task, number, verdict, waitsFor, traceParent } = attempt;
    const { nextAttemptAt, heldUntil } = verdict;
    const availableAt = nextAttemptAt ?? heldUntil;
    if (!availableAt) {
      await this.events.publishUndelivered(transaction, task, number, verdict, traceParent);
      return null;
    }
    // an id of its own: the broker would drop a second message of the same id within two minutes
    const outboxId = `${task.id}-try-${number + 1}`;
    await this.outbox.add(transaction, sendTaskOf(task.kind), nextTask(task, verdict), {
      id: outboxId,
      availableAt,
      traceParent,
    });
    const isHeld = heldUntil !== undefined;
    return { task, keys: waitsFor, outboxId, attempts: number, isHeld };
  }
}

/** What a refusal says of the address. */
function findingOf({ task, result }: Attempt): Finding[] {
  const { organization, id: message_id } = task;
  const { outcome } = result;
  if (outcome !== 'refused') return [];
  return [{ organization, message_id, status: 'rejected', bounce: null, reason: result.reason ?? null }];
}

function nextTask(task: SendMessageTask, { handover, isSetAside }: Verdict): SendMessageTask {
  if (handover) return { ...task, handover };
  if (!isSetAside) return task;
  const { handover: _former, ...anew } = task;
  return anew;
}

/** Neither another try follows from these, nor the event that a message will not arrive. */
function isSent({ verdict }: Attempt): boolean {
  return verdict.state === 'sent';
}
