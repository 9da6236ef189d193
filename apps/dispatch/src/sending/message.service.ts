import { setTimeout as pause } from 'node:timers/promises';
import { RetryLater, type Delivery, type Logger } from '@subjectline/bus';
import {
  AppError,
  messageKind,
  type Clock,
  type MessageReason,
  type SendMessageTask,
} from '@subjectline/contracts';
import { ProviderError } from '@subjectline/providers';
import type { Accounts, OpenAccount } from '../accounts/accounts';
import type { AccountId } from '../circuits/circuit.store';
import type { Circuits } from '../circuits/circuits';
import { handoverAfter } from '../routing/failover';
import type { Holding } from '../held/holding';
import type { Attempt, Begun, Journal, StoredMessage, StoredTry } from '../message/journal';
import { taskOf, type AbandonedTry, type Leases } from '../message/leases';
import { lastMomentOf, sendDeadlineMs } from '../message/moments';
import {
  judge,
  readableId,
  resultOf,
  type AttemptResult,
  type Circumstances,
  type FailureOutcome,
  type Verdict,
} from '../message/outcome';
import type { Route, Routes } from '../routing/plan';
import type { Preparation, Prepared } from './preparation';
import { chooseRoute } from '../routing/route-choice';
import { NotQueued, Try } from './try';

/** After this long without a renewal a try without an outcome is over, wherever it was made. */
export const leaseMs = 15_000;
/** How often a try in other hands is looked at. */
const lookAgainMs = 1_000;

type Ended = Omit<Attempt, 'verdict' | 'isUncounted' | 'waitsFor'>;
type History = Pick<Circumstances, 'unknowns'> & { readonly uncounted: number };

/** Gets one message to one person, and knows what became of it. */
export class MessageService {
  constructor(
    private readonly preparation: Preparation,
    private readonly accounts: Accounts,
    private readonly circuits: Circuits,
    private readonly leases: Leases,
    private readonly journal: Journal,
    private readonly holding: Holding,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** One that has been handed out before may be in other hands, or over: no call is begun in order to find that out. */
  async take(task: SendMessageTask, { deliveries }: Delivery): Promise<void> {
    const stored = deliveries > 1 ? await this.journal.read(task) : null;
    if (stored && stored.state !== 'queued') return this.resume(task, stored);
    return this.send(task);
  }

  /**
   * One try, once a connection is free for it. Where no account works, or its account is slow, the message is held.
   * @param via the account to try whether it works or not
   */
  async send(task: SendMessageTask, via?: string | null): Promise<void> {
    if (this.isExpired(task)) return this.giveUp(task, 'expired', null);
    if (task.skip_reason) return this.giveUp(task, 'skipped', task.skip_reason);
    const prepared = await this.preparation.prepare(task);
    if ('reason' in prepared) return this.giveUp(task, 'skipped', prepared.reason, prepared.missing);
    const { routes } = prepared;
    const forced = via ? routes.find(({ state }) => state.key === via) : undefined;
    const route = forced ?? this.choose(task, routes);
    if (!route) return this.holdForAny(task, routes);
    const account = this.accountOf(task, route);
    if (account instanceof ProviderError) return this.try(task, route, prepared, account);
    const giveBack = await account.slots.take(forced !== undefined);
    try {
      // the wait may have been long: what was true before it is looked at again
      const isStillRight =
        !account.isReplaced && !this.isExpired(task) && (forced ?? this.works(task, route));
      if (isStillRight && giveBack) return await this.try(task, route, prepared, account);
      if (isStillRight) return await this.hold(task, [route], null);
    } finally {
      giveBack?.();
    }
    return this.send(task, via);
  }

  /** A try whose process is gone. */
  async settle(abandoned: AbandonedTry): Promise<void> {
    await this.endAbandoned(taskOf(abandoned), abandoned);
  }

  private choose(task: SendMessageTask, routes: Routes): Route | null {
    const { organization, handover } = task;
    return chooseRoute(routes, handover, {
      works: (route) => this.works(task, route),
      hasFailed: ({ state }) => this.circuits.hasFailed({ organization, ...state }),
    });
  }

  private works(task: SendMessageTask, route: Route): boolean {
    return this.troubleOf(task, route) === null;
  }

  private troubleOf({ organization }: SendMessageTask, { state }: Route): FailureOutcome | null {
    return this.circuits.reasonOf({ organization, ...state });
  }

  /** Until one of its accounts works. One that refused it, if no more than that is known, is now asked now and then. */
  private async holdForAny(task: SendMessageTask, routes: Routes): Promise<void> {
    const { organization } = task;
    for (const route of routes) {
      if (this.works(task, route)) await this.circuits.suspect({ organization, ...route.state });
    }
    await this.hold(task, routes, this.troubleOf(task, routes[0]) ?? 'unavailable');
  }

  private async hold(task: SendMessageTask, routes: Routes, reason: FailureOutcome | null): Promise<void> {
    if (await this.holding.hold({ task, routes, reason })) return;
    await this.resume(task, await this.journal.read(task));
  }

  /**
   * The intent is on disk before the message may leave and the outcome before the task is acknowledged: a process that
   * dies in between leaves a message that is known to be unknown, and no more of them than it has calls under way.
   */
  private async try(
    task: SendMessageTask,
    { provider, state, channel }: Route,
    prepared: Prepared,
    account: OpenAccount | ProviderError,
  ): Promise<void> {
    const { organization } = task;
    const taken = { serviceType: provider.serviceType, providerKey: state.key };
    const { wording, missing, routes } = prepared;
    const intent = { task, ...taken, channel, wording, missing };
    const attempt = new Try(intent, this.journal, this.leases);
    const startedAt = this.clock.now();
    await this.journal.requireUp();
    let isWritten = false;
    try {
      const result = await this.hand(attempt, task, prepared, account);
      await this.learn({ organization, key: state.key, version: state.version }, result);
      const ended = { task, ...taken, startedAt, finishedAt: this.clock.now(), result };
      const attemptOf = (begun: Begun) => this.judged({ ...ended, number: begun.number }, routes, begun);
      if (attempt.begun) await this.write(attemptOf(attempt.begun));
      else if (!(await this.journal.endUnbegun({ intent, attemptOf }))) throw new NotQueued();
      isWritten = true;
    } catch (error) {
      if (!(error instanceof NotQueued)) throw error;
    } finally {
      attempt.end(isWritten);
    }
    if (!isWritten) await this.resume(task, await this.journal.read(task));
  }

  /** The message has been here before: it is over, somebody is at it, or somebody died over it. */
  private async resume(task: SendMessageTask, stored: StoredMessage | null): Promise<void> {
    if (!stored) throw new RetryLater(100);
    // most likely it ends in a moment; the lease is for the one that never does
    if (stored.state === 'sending' && stored.lease_ms > 0) {
      throw new RetryLater(Math.min(Math.ceil(stored.lease_ms), lookAgainMs));
    }
    if (stored.state === 'sending') await this.endAbandoned(task, stored);
  }

  private async endAbandoned(task: SendMessageTask, stored: StoredTry): Promise<void> {
    const { started_at, attempts: number, service_type: serviceType, provider_key } = stored;
    const finishedAt = this.clock.now();
    const result: AttemptResult = { outcome: 'unknown', code: 'process-ended' };
    const taken = { serviceType, providerKey: provider_key ?? serviceType };
    const ended = { task, number, ...taken, startedAt: started_at ?? finishedAt, finishedAt, result };
    const { uncounted_attempts: uncounted, unknown_attempts: unknowns } = stored;
    await this.write(this.judged(ended, null, { uncounted, unknowns }));
  }

  /** The open account, or why it cannot be opened. */
  private accountOf(task: SendMessageTask, { provider, state }: Route): OpenAccount | ProviderError {
    try {
      return this.accounts.find(task.organization, provider, state, messageKind(task.kind).lane);
    } catch (error) {
      if (error instanceof ProviderError) return error;
      throw error;
    }
  }

  private async hand(
    attempt: Try,
    task: SendMessageTask,
    { message }: Prepared,
    opened: OpenAccount | ProviderError,
  ): Promise<AttemptResult> {
    try {
      if (opened instanceof ProviderError) throw opened;
      const deadline = AbortSignal.timeout(sendDeadlineMs);
      const { providerMessageId } = await opened.account.send(message, deadline, () => attempt.begin());
      return { outcome: 'sent', providerMessageId: readableId(providerMessageId) };
    } catch (error) {
      // of its intent, or of ours: nothing has left
      if (!attempt.begun && !(error instanceof ProviderError)) throw error;
      const result = resultOf(error);
      this.logger.warn(
        { err: error, messageId: task.id, outcome: result.outcome },
        'delivery attempt failed',
      );
      return result;
    }
  }

  /** The outcome of the try is not lost because nobody can be told what it says of the account. */
  private async learn(account: AccountId, result: AttemptResult): Promise<void> {
    await this.circuits.learn(account, result).catch((error: unknown) => {
      this.logger.warn({ err: error, key: account.key }, 'the state of an account is not stored');
    });
  }

  /** What the outcome of a try comes to. */
  private judged(ended: Ended, routes: Routes | null, { uncounted, unknowns }: History): Attempt {
    const { task, result, number, providerKey: key, finishedAt: now } = ended;
    const candidates = routes?.map(({ state }) => state) ?? [];
    const handover = handoverAfter({ task, number, key, result, candidates });
    const working = this.workingOf(task, key, routes);
    const verdict = judge(task.kind, result, {
      now,
      lastMoment: lastMomentOf(task),
      handover,
      working,
      attempt: number - uncounted,
      unknowns: unknowns + (result.outcome === 'unknown' ? 1 : 0),
    });
    const waitsFor = verdict.heldUntil ? candidates.map((state) => state.key) : [handover?.key ?? key];
    return { ...ended, verdict, isUncounted: working !== 'this', waitsFor };
  }

  private workingOf(task: SendMessageTask, key: string, routes: Routes | null): Circumstances['working'] {
    const own = routes?.find(({ state }) => state.key === key);
    if (!routes || !own || this.works(task, own)) return 'this';
    return this.choose(task, routes) ? 'another' : 'none';
  }

  /**
   * Writes the outcome, however long the database is away: what the provider has taken is not forgotten. The task
   * stays in hand meanwhile, and its slot with it.
   */
  private async write(attempt: Attempt): Promise<void> {
    for (;;) {
      try {
        return await this.journal.end(attempt);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
        this.logger.warn(
          { messageId: attempt.task.id },
          'database unavailable; retrying to record the outcome',
        );
        await pause(250);
      }
    }
  }

  private isExpired(task: SendMessageTask): boolean {
    const lastMoment = lastMomentOf(task);
    return lastMoment !== null && lastMoment <= this.clock.now();
  }

  private async giveUp(
    task: SendMessageTask,
    state: 'expired' | 'skipped',
    reason: MessageReason | null,
    missing: readonly string[] = [],
  ): Promise<void> {
    const verdict: Verdict = { state, reason, nextAttemptAt: null };
    this.logger.warn({ messageId: task.id, kind: task.kind, state, reason }, 'message not sent');
    await this.journal.recordUnsent({ task, verdict, missing });
  }
}
