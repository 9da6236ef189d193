import { setTimeout as pause } from 'node:timers/promises';
import { RetryLater, type Bus, type Logger, type WatchedState } from '@subjectline/bus';
import {
  AppError,
  check,
  defaultOrganization,
  messageContext,
  messageKind,
  SealedContent,
  Settings,
  type Clock,
  type MessageReason,
  type OrganizationSettings,
  type SendMessageTask,
} from '@subjectline/contracts';
import { ProviderError, type OutgoingMessage } from '@subjectline/providers';
import type { KeyRing } from '@subjectline/storage';
import type { Accounts, OpenAccount } from './accounts';
import { handoverAfter } from './failover';
import type { Attempt, Journal, StoredTry } from './journal';
import type { AbandonedTry, Leases } from './leases';
import { judge, readableId, resultOf, type AttemptResult, type Verdict } from './outcome';
import { outgoingMessage } from './outgoing';
import { earlierRoute, isRoutes, planRoutes, type NoRoute, type Route, type Routes } from './plan';
import type { SmsGuard } from './sms-guard';
import { noWordingReason, type FoundWording, type Wordings } from './wordings';

/** How long one try may take, whatever the provider does. A slow vendor is no reason not to know what it did. */
export const sendDeadlineMs = 30_000;
/** After this long without a renewal a try without an outcome is over, wherever it was made. */
export const leaseMs = 15_000;
/** A code that is nearly over is of no use to whoever has to read and type it. */
const codeFloorMs = 15_000;
/** How often a try in other hands is looked at. */
const lookAgainMs = 1_000;

/** Everything a try needs. */
interface Prepared {
  /** Who makes this try. */
  readonly route: Route;
  /** The configs that could, in the order in which they are turned to. */
  readonly candidates: readonly string[];
  readonly wording: FoundWording;
  readonly message: OutgoingMessage;
}

/** Gets one message to one person, and knows what became of it. */
export class MessageService {
  constructor(
    private readonly leases: Leases,
    private readonly journal: Journal,
    private readonly accounts: Accounts,
    private readonly wordings: Wordings,
    private readonly smsGuard: SmsGuard,
    private readonly settings: WatchedState<OrganizationSettings>,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** One try, once a connection is free for it. */
  async send(task: SendMessageTask): Promise<void> {
    if (this.isExpired(task)) return this.giveUp(task, 'expired', null);
    const prepared = await this.prepare(task);
    if ('reason' in prepared) return this.giveUp(task, 'skipped', prepared.reason);
    const account = this.accountOf(task, prepared);
    if (account instanceof ProviderError) return this.try(task, prepared, account);
    const giveBack = await account.slots.take();
    try {
      // the wait may have been long: what was true before it is looked at again
      if (!account.isReplaced && !this.isExpired(task)) return await this.try(task, prepared, account);
    } finally {
      giveBack();
    }
    return this.send(task);
  }

  /**
   * The intent is on disk before the provider is called and the outcome before the task is acknowledged: a process that
   * dies in between leaves a message that is known to be unknown, and no more of them than it has connections.
   */
  private async try(
    task: SendMessageTask,
    prepared: Prepared,
    account: OpenAccount | ProviderError,
  ): Promise<void> {
    const { route, wording, candidates } = prepared;
    const taken = { serviceType: route.provider.serviceType, providerKey: route.state.key };
    const startedAt = this.clock.now();
    const intent = { task, ...taken, channel: route.channel, wording };
    const begun = await this.journal.begin(intent);
    if (!begun) return this.resume(task);
    const { number } = begun;
    await this.leases.hold(task, begun, async () => {
      const result = await this.hand(task, prepared, account);
      await this.end({ task, number, ...taken, startedAt, finishedAt: this.clock.now(), result }, candidates);
    });
  }

  /** The message has been here before: it is over, somebody is at it, or somebody died over it. */
  private async resume(task: SendMessageTask): Promise<void> {
    const stored = await this.journal.read(task);
    if (!stored) throw new RetryLater(100);
    if (stored.state !== 'sending') return;
    // most likely it ends in a moment; the lease is for the one that never does
    if (stored.lease_ms > 0) throw new RetryLater(Math.min(Math.ceil(stored.lease_ms), lookAgainMs));
    await this.endAbandoned(task, stored);
  }

  /** A try whose process is gone. */
  async settle(abandoned: AbandonedTry): Promise<void> {
    await this.endAbandoned(taskOf(abandoned), abandoned);
  }

  private async endAbandoned(task: SendMessageTask, stored: StoredTry): Promise<void> {
    const { started_at, attempts: number, service_type: serviceType, provider_key } = stored;
    const finishedAt = this.clock.now();
    const result: AttemptResult = { outcome: 'unknown', code: 'process-ended' };
    const taken = { serviceType, providerKey: provider_key ?? serviceType };
    await this.end({ task, number, ...taken, startedAt: started_at ?? finishedAt, finishedAt, result }, []);
  }

  private async prepare(task: SendMessageTask): Promise<Prepared | NoRoute> {
    const content = this.openContent(task);
    if (!content) return { reason: 'unreadable' };
    const { id, kind, is_test: isTest = false } = task;
    const wording = await this.wordings.find(task.organization, kind, task.locale);
    if (!wording) return { reason: noWordingReason(kind) };
    const routes = await this.routes(task, content);
    if (!isRoutes(routes)) return routes;
    if (lacksParameter(task, content)) return { reason: 'parameter_missing' };
    const refusal = await this.smsRefusal(task, routes[0]);
    if (refusal) return { reason: refusal };
    const route = routes.find(({ state }) => state.key === task.handover?.key) ?? routes[0];
    const { variables } = content;
    const delivery = { id, kind, ...route, variables, expiresAt: expiryOf(task), isTest };
    const message = outgoingMessage(wording, delivery);
    if ('reason' in message) return message;
    return { route, candidates: routes.map(({ state }) => state.key), wording, message };
  }

  private openContent({ organization, id, sealed_content }: SendMessageTask): SealedContent | null {
    try {
      return check(SealedContent, this.keys.openJson(sealed_content, messageContext(organization, id)));
    } catch (error) {
      this.logger.error({ err: error, messageId: id }, 'a message cannot be opened');
      return null;
    }
  }

  /** A "no" is asked about a second time, at the source: the settings in memory may be a moment old. */
  private async routes(task: SendMessageTask, { to }: SealedContent): Promise<Routes | NoRoute> {
    const known = planRoutes(task, to, this.settings.get(task.organization) ?? null);
    if (isRoutes(known)) return known;
    const settings = await this.bus.read(Settings, task.organization);
    if (!settings) await this.requireSettings();
    const plan = planRoutes(task, to, settings);
    if (isRoutes(plan)) return plan;
    const stored = await this.journal.read(task);
    return (stored && earlierRoute(stored, to, settings)) ?? plan;
  }

  /** A broker that lost its data knows no organization, until config has published all of them: this one comes last. */
  private async requireSettings(): Promise<void> {
    const last = await this.bus.read(Settings, defaultOrganization);
    if (!last) throw new AppError('unavailable', { what: 'settings' });
  }

  private async smsRefusal(task: SendMessageTask, { channel, to }: Route): Promise<MessageReason | null> {
    if (channel !== 'sms') return null;
    const { organization } = task;
    const settings = this.settings.get(organization) ?? (await this.bus.read(Settings, organization));
    return settings && this.smsGuard.refusalOf(task, to, settings);
  }

  /** The open account, or why it cannot be opened. */
  private accountOf(task: SendMessageTask, { route }: Prepared): OpenAccount | ProviderError {
    const { lane } = messageKind(task.kind);
    try {
      return this.accounts.find(task.organization, route.provider, route.state, lane);
    } catch (error) {
      if (error instanceof ProviderError) return error;
      throw error;
    }
  }

  private async hand(
    task: SendMessageTask,
    { message }: Prepared,
    opened: OpenAccount | ProviderError,
  ): Promise<AttemptResult> {
    try {
      if (opened instanceof ProviderError) throw opened;
      const { providerMessageId } = await opened.account.send(message, AbortSignal.timeout(sendDeadlineMs));
      return { outcome: 'sent', providerMessageId: readableId(providerMessageId) };
    } catch (error) {
      const result = resultOf(error);
      this.logger.warn({ err: error, messageId: task.id, outcome: result.outcome }, 'a try failed');
      return result;
    }
  }

  /**
   * Writes the outcome, however long the database is away: what the provider has taken is not forgotten. The task
   * stays in hand meanwhile, and its slot with it.
   */
  private async end(ended: Omit<Attempt, 'verdict'>, candidates: readonly string[]): Promise<void> {
    const { task, result, number, providerKey: key, finishedAt: now } = ended;
    const handover = handoverAfter({ task, number, key, result, candidates });
    const verdict = judge(task.kind, result, number, { now, lastMoment: lastMomentOf(task), handover });
    for (;;) {
      try {
        return await this.journal.end({ ...ended, verdict });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
        this.logger.warn({ messageId: task.id }, 'an outcome waits for the database');
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
  ): Promise<void> {
    const verdict: Verdict = { state, reason, nextAttemptAt: null };
    this.logger.warn({ messageId: task.id, kind: task.kind, state, reason }, 'a message is not sent');
    await this.journal.recordUnsent({ task, verdict });
  }
}

/** The task of a message, out of its row. */
function taskOf(row: AbandonedTry): SendMessageTask {
  const { organization, id, kind, channel, about, locale, sealed_content, expires_at, is_test } = row;
  return {
    organization,
    id,
    kind,
    locale,
    sealed_content: sealed_content ?? '',
    ...(channel && { channel }),
    ...(about !== null && { about }),
    ...(expires_at && { expires_at: expires_at.toISOString() }),
    ...(is_test && { is_test }),
  };
}

function expiryOf({ expires_at }: SendMessageTask): Date | null {
  return expires_at ? new Date(expires_at) : null;
}

/** After this no try begins. */
function lastMomentOf(task: SendMessageTask): Date | null {
  const expiresAt = expiryOf(task);
  if (!expiresAt || messageKind(task.kind).lane !== 'codes') return expiresAt;
  return new Date(expiresAt.getTime() - codeFloorMs);
}

function lacksParameter({ kind }: SendMessageTask, { variables }: SealedContent): boolean {
  return Object.entries(messageKind(kind).parameters).some(
    ([name, { required }]) => required && !variables[name],
  );
}
