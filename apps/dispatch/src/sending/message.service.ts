import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, RetryLater, type Delivery, type Logger } from '@subjectline/bus';
import { Clock, messageKind, type MessageReason, type SendMessageTask } from '@subjectline/contracts';
import { ProviderError } from '@subjectline/providers';
import { Accounts, type OpenAccount } from '../accounts/accounts';
import { AccountRoutes } from '../circuits/account-routes';
import { Holding } from '../held/holding';
import { Journal } from '../journal/journal';
import { MessageRecipients } from '../message/message-recipients';
import { lastMomentOf } from '../message/moments';
import { Scheduling } from '../message/scheduling';
import type { FailureOutcome, Verdict } from '../message/outcome';
import { StoredMessageStore, type StoredMessage } from '../message/stored-message.store';
import type { Route, Routes } from '../routing/plan';
import { LeaseRounds } from './lease-rounds';
import { Preparation } from './preparation';
import { TryRunner } from './try-runner';

/** Max time until a try of another process is checked again. */
const maxRecheckMs = 1_000;

/** Does one send task: prepares the message, chooses an account, then tries to send it or holds it. */
@Injectable()
export class MessageService {
  constructor(
    private readonly preparation: Preparation,
    private readonly accounts: Accounts,
    private readonly routes: AccountRoutes,
    private readonly tries: TryRunner,
    private readonly stored: StoredMessageStore,
    private readonly journal: Journal,
    private readonly holding: Holding,
    private readonly scheduling: Scheduling,
    private readonly recipients: MessageRecipients,
    private readonly leases: LeaseRounds,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** A redelivered task may be under way elsewhere, or done: its message is read before a call is begun. */
  async take(task: SendMessageTask, { deliveries }: Delivery): Promise<void> {
    if (!(await this.scheduling.isDue(task))) return;
    const stored = deliveries > 1 ? await this.stored.read(task) : null;
    if (stored && stored.state !== 'queued') return this.resume(task, stored);
    return this.send(task);
  }

  /**
   * One try, once a connection is free for it. Where no account works, or its account is slow, the message is held.
   * @param via an account to try even if its circuit is open
   */
  async send(task: SendMessageTask, via?: string | null): Promise<void> {
    if (this.isExpired(task)) return this.giveUp(task, 'expired', null);
    if (task.skip_reason) return this.giveUp(task, 'skipped', task.skip_reason);
    const prepared = await this.preparation.prepare(task);
    if ('reason' in prepared) return this.giveUp(task, 'skipped', prepared.reason, prepared.missing);
    const { routes } = prepared;
    const forced = via ? routes.find(({ state }) => state.key === via) : undefined;
    const route = forced ?? this.routes.choose(task, routes);
    if (!route) return this.holdForAny(task, routes);
    const account = this.accountOf(task, route);
    const run = async () => {
      if (!(await this.tries.run(task, route, prepared, account))) await this.resume(task);
    };
    if (account instanceof ProviderError) return run();
    const giveBack = await account.slots.take(forced !== undefined);
    try {
      // the wait may have been long: what was true before it is checked again
      const canStillSend =
        !account.isReplaced &&
        !this.isExpired(task) &&
        (forced !== undefined || this.routes.works(task, route));
      if (canStillSend && giveBack) return await run();
      if (canStillSend) return await this.hold(task, [route], null);
    } finally {
      giveBack?.();
    }
    return this.send(task, via);
  }

  /** Until one of its accounts works. */
  private async holdForAny(task: SendMessageTask, routes: Routes): Promise<void> {
    await this.routes.suspectAll(task, routes);
    await this.hold(task, routes, this.routes.failureOf(task, routes[0]) ?? 'unavailable');
  }

  private async hold(task: SendMessageTask, routes: Routes, reason: FailureOutcome | null): Promise<void> {
    if (!(await this.holding.hold({ task, routes, reason }))) await this.resume(task);
  }

  /** The message is not queued: it has ended, is being sent, or its process died. */
  private async resume(task: SendMessageTask, known?: StoredMessage): Promise<void> {
    const stored = known ?? (await this.stored.read(task));
    if (!stored) throw new RetryLater(100);
    if (stored.state !== 'sending') return;
    // usually it ends soon; the lease is for a try whose process died
    if (stored.lease_ms > 0) throw new RetryLater(Math.min(Math.ceil(stored.lease_ms), maxRecheckMs));
    if (!this.leases.isSteady) throw new RetryLater(maxRecheckMs);
    await this.tries.endAbandoned(task, stored);
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
    await this.journal.recordUnsent({ task, verdict, missing, recipients: this.recipients.of(task) });
  }
}
