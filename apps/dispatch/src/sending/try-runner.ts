import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { annotate, currentTraceParent, loggerToken, SpanKind, Tracing, type Logger } from '@subjectline/bus';
import { AppError, Clock, type SendMessageTask } from '@subjectline/contracts';
import { ProviderError } from '@subjectline/providers';
import type { OpenAccount } from '../accounts/accounts';
import { AccountRoutes } from '../circuits/account-routes';
import type { AccountId } from '../circuits/circuit.store';
import { Circuits } from '../circuits/circuits';
import { Inquiries } from '../inquiries/inquiries';
import type { Attempt, Begun, Intent } from '../journal/attempt';
import { Journal } from '../journal/journal';
import { Leases } from '../journal/leases';
import { MessageTraces } from '../message/message-traces';
import { lastMomentOf, sendDeadlineMs } from '../message/moments';
import {
  isFailure,
  isOfMessage,
  readableId,
  resultOf,
  verdictAfter,
  type AttemptResult,
  type Circumstances,
} from '../message/outcome';
import type { StoredTry } from '../message/stored-message.store';
import { countryOf } from '../metrics/message-metrics';
import { handoverAfter } from '../routing/failover';
import type { Route, Routes } from '../routing/plan';
import type { Prepared } from './preparation';
import { NotQueued, Try } from './try';

type Ended = Omit<Attempt, 'verdict' | 'isUncounted' | 'waitsFor'>;
type History = Pick<Circumstances, 'unknowns'> & { readonly uncounted: number };

/** Makes one try of a message, and records it. */
@Injectable()
export class TryRunner {
  constructor(
    private readonly journal: Journal,
    private readonly leases: Leases,
    private readonly circuits: Circuits,
    private readonly routes: AccountRoutes,
    private readonly inquiries: Inquiries,
    private readonly tracing: Tracing,
    private readonly traces: MessageTraces,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /**
   * The intent is stored before the message may leave, and the outcome before the task is acknowledged: a process that
   * dies in between leaves a message that is known to be unknown, and no more of them than it has calls under way.
   * @param account the open account, or why it cannot be opened
   * @returns false if the message was no longer queued
   */
  async run(
    task: SendMessageTask,
    route: Route,
    prepared: Prepared,
    account: OpenAccount | ProviderError,
  ): Promise<boolean> {
    const intent = this.intentOf(task, route, prepared);
    const attempt = new Try(intent, this.journal, this.leases);
    const startedAt = this.clock.now();
    await this.journal.requireUp();
    let isWritten = false;
    try {
      const answered = await this.tracing.span(
        'send message',
        { kind: SpanKind.CLIENT, attributes: attributesOf(intent) },
        () => this.send(attempt, task, prepared, account),
      );
      const { key, version } = route.state;
      await this.learn({ organization: task.organization, key, version }, answered);
      const ended = await this.endedOf(intent, startedAt, answered);
      const attemptOf = (begun: Begun) =>
        this.toAttempt({ ...ended, number: begun.number }, prepared.routes, begun);
      if (attempt.begun) await this.write(attemptOf(attempt.begun));
      else if (!(await this.journal.endUnbegun({ intent, attemptOf }))) throw new NotQueued();
      isWritten = true;
    } catch (error) {
      if (!(error instanceof NotQueued)) throw error;
    } finally {
      attempt.end(isWritten);
    }
    return isWritten;
  }

  private intentOf(task: SendMessageTask, { provider, state, channel }: Route, prepared: Prepared): Intent {
    const { message, wording, missing, recipientDigest } = prepared;
    return {
      task,
      serviceType: provider.serviceType,
      providerKey: state.key,
      channel,
      wording,
      missing,
      recipientDigest,
      textDigest: this.inquiries.textDigestOf(task, channel, message.text),
      country: countryOf(channel, message.to),
    };
  }

  private async endedOf(
    { task, serviceType, providerKey, channel, textDigest, country = null }: Intent,
    startedAt: Date,
    answered: AttemptResult,
  ): Promise<Omit<Ended, 'number'>> {
    const taken = { serviceType, providerKey };
    const tried = { ...taken, channel, textDigest: textDigest ?? null, startedAt };
    const result = await this.inquiries.resultAfter(task, tried, answered);
    const traceParent = currentTraceParent();
    return { task, ...taken, startedAt, finishedAt: this.clock.now(), result, traceParent, channel, country };
  }

  /** Records the outcome of a try whose process is gone. */
  async endAbandoned(task: SendMessageTask, stored: StoredTry): Promise<void> {
    const { started_at, attempts: number, service_type: serviceType, provider_key } = stored;
    const finishedAt = this.clock.now();
    const lost: AttemptResult = { outcome: 'unknown', code: 'process-ended' };
    const taken = { serviceType, providerKey: provider_key ?? serviceType };
    const startedAt = started_at ?? finishedAt;
    const tried = { ...taken, channel: stored.channel, textDigest: stored.text_digest, startedAt };
    const result = await this.inquiries.resultAfter(task, tried, lost);
    const ended = { task, number, ...taken, startedAt, finishedAt, result };
    const { uncounted_attempts: uncounted, unknown_attempts: unknowns } = stored;
    await this.write(this.toAttempt(ended, null, { uncounted, unknowns }));
  }

  private async send(
    attempt: Try,
    task: SendMessageTask,
    { message }: Prepared,
    opened: OpenAccount | ProviderError,
  ): Promise<AttemptResult> {
    // `AbortSignal.timeout` would keep a timer for all of that time, though most answers come within milliseconds
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), sendDeadlineMs);
    try {
      if (opened instanceof ProviderError) throw opened;
      // the connection calls back on its own behalf; `AsyncResource.bind` would make a deprecated property each time
      const scope = new AsyncResource('Try');
      const begin = () => scope.runInAsyncScope(() => this.begin(attempt, task));
      const { providerMessageId } = await opened.account.send(message, deadline.signal, begin);
      annotate({ 'subjectline.outcome': 'sent' });
      return { outcome: 'sent', providerMessageId: readableId(providerMessageId) };
    } catch (error) {
      // our own error, before the request could be sent: the task is delivered again
      if (!attempt.begun && !(error instanceof ProviderError)) throw error;
      const result = resultOf(error);
      const { outcome } = result;
      annotate({ 'subjectline.outcome': outcome });
      this.logger.warn({ err: error, messageId: task.id, outcome }, 'delivery attempt failed');
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  private async begin(attempt: Try, task: SendMessageTask): Promise<void> {
    await attempt.begin();
    await this.traces.keep(task, currentTraceParent());
  }

  /** The outcome of the try is kept even if what it says about the account cannot be stored. */
  private async learn(account: AccountId, result: AttemptResult): Promise<void> {
    await this.circuits.learn(account, result).catch((error: unknown) => {
      this.logger.warn({ err: error, key: account.key }, 'storing the state of an account failed');
    });
  }

  private toAttempt(ended: Ended, routes: Routes | null, { uncounted, unknowns }: History): Attempt {
    const { task, result, number, providerKey: key, finishedAt: now } = ended;
    const candidates = routes?.map(({ state }) => state) ?? [];
    const handover = handoverAfter({ task, number, key, result, candidates });
    const working = this.workingOf(task, key, routes);
    const verdict = verdictAfter(task.kind, result, {
      now,
      lastMoment: lastMomentOf(task),
      handover,
      working,
      attempt: number - uncounted,
      tries: number,
      unknowns: unknowns + (result.outcome === 'unknown' ? 1 : 0),
    });
    const waitsFor = verdict.heldUntil ? candidates.map((state) => state.key) : [handover?.key ?? key];
    const isUncounted = working !== 'this' || (isFailure(result) && isOfMessage(result));
    return { ...ended, verdict, isUncounted, waitsFor };
  }

  private workingOf(task: SendMessageTask, key: string, routes: Routes | null): Circumstances['working'] {
    const own = routes?.find(({ state }) => state.key === key);
    if (!routes || !own || this.routes.works(task, own)) return 'this';
    return this.routes.choose(task, routes) ? 'another' : 'none';
  }

  /**
   * Writes the outcome, however long the database is down: what the provider has taken is not forgotten. The task is
   * not acknowledged meanwhile, and keeps its slot.
   */
  private async write(attempt: Attempt): Promise<void> {
    for (;;) {
      try {
        return await this.journal.end(attempt);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
        const { id: messageId } = attempt.task;
        this.logger.warn({ messageId }, 'database unavailable; retrying to record the outcome');
        await pause(250);
      }
    }
  }
}

function attributesOf({ task, serviceType, channel }: Intent) {
  return {
    'subjectline.provider': serviceType,
    'subjectline.message_kind': task.kind,
    'subjectline.channel': channel,
  };
}
