import { Inject, Injectable } from '@nestjs/common';
import { Bus, InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import {
  AppError,
  brandPropertyVariable,
  check,
  defaultOrganization,
  flagsOf,
  isBrandName,
  messageContext,
  messageKind,
  SealedContent,
  Settings,
  type MessageReason,
  type OrganizationSettings,
  type SendMessageTask,
  type WordingSource,
} from '@subjectline/contracts';
import type { OutgoingMessage } from '@subjectline/providers';
import { KeyRing } from '@subjectline/storage';
import { StoredMessageStore } from '../message/stored-message.store';
import { expiryOf } from '../message/moments';
import { outgoingMessage } from '../wording/outgoing';
import { earlierRoute, isRoutes, planRoutes, type NoRoute, type Route, type Routes } from '../routing/plan';
import { SmsGuard } from '../sms/sms-guard';
import { Recipients } from '../suppressions/recipients';
import { Suppressed } from '../suppressions/suppressed';
import { Letterheads } from '../wording/letterheads';
import { noWordingReason, Wordings } from '../wording/wordings';

/** Everything a try needs, whatever its route. */
export interface Prepared {
  readonly routes: Routes;
  readonly wording: WordingSource;
  readonly message: OutgoingMessage;
  readonly recipientDigest: string;
  /** Variables of the wording that have no value. */
  readonly missing: readonly string[];
}

/** Why a message cannot be sent. */
export interface Unprepared extends NoRoute {
  readonly missing?: readonly string[];
}

/** Decides where a message can go and what it says, or why it cannot be sent. */
@Injectable()
export class Preparation {
  constructor(
    private readonly stored: StoredMessageStore,
    private readonly wordings: Wordings,
    private readonly letterheads: Letterheads,
    private readonly smsGuard: SmsGuard,
    private readonly suppressed: Suppressed,
    private readonly recipients: Recipients,
    @InjectState(Settings) private readonly settings: WatchedState<OrganizationSettings>,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async prepare(task: SendMessageTask): Promise<Prepared | Unprepared> {
    const content = this.openContent(task);
    if (!content) return { reason: 'unreadable' };
    const { id, kind, is_test: isTest = false } = task;
    const found = await this.wordings.find(task.organization, kind, task.locale);
    if (!found) return { reason: noWordingReason(kind) };
    const routes = await this.routes(task, content);
    if (!isRoutes(routes)) return routes;
    const required = requiredOf(task).filter((name) => !content.variables[name]);
    if (required.length > 0) return { reason: 'parameter_missing', missing: required };
    const { channel, to } = routes[0];
    const { organization } = task;
    const digests = this.recipients.digests(organization, channel, to);
    if (await this.suppressed.isSuppressed(kind, { organization, channel, digests }))
      return { reason: 'recipient_suppressed' };
    const letterhead = await this.letterheads.find(
      organization,
      channel,
      content.variables[brandPropertyVariable],
    );
    // after all other refusals that need no rendering: it counts the message to the day's limit
    const refusal = await this.smsRefusal(task, routes[0]);
    if (refusal) return { reason: refusal };
    const { variables } = content;
    const message = outgoingMessage(found, {
      id,
      kind,
      channel,
      to,
      variables,
      expiresAt: expiryOf(task),
      isTest,
      letterhead,
      codeOrigin: this.settings.get(task.organization)?.sms_code_origin ?? null,
    });
    if ('reason' in message) return message;
    const flags = flagsOf(kind);
    const isMissing = (name: string): boolean =>
      !variables[name] && !flags.includes(name) && !isBrandName(name);
    const missing = [...found.compiled.namesOf(channel)].filter(isMissing);
    return { routes, wording: found.sources[channel], message, recipientDigest: digests[0], missing };
  }

  private openContent({ organization, id, sealed_content }: SendMessageTask): SealedContent | null {
    try {
      return check(SealedContent, this.keys.openJson(sealed_content, messageContext(organization, id)));
    } catch (error) {
      this.logger.error({ err: error, messageId: id }, 'a message cannot be opened');
      return null;
    }
  }

  /** A negative answer is checked again at the source: the settings in memory may be a moment old. */
  private async routes(task: SendMessageTask, { to }: SealedContent): Promise<Routes | NoRoute> {
    const known = planRoutes(task, to, this.settings.get(task.organization) ?? null);
    if (isRoutes(known)) return known;
    const settings = await this.storedSettings(task.organization);
    const plan = planRoutes(task, to, settings);
    if (isRoutes(plan)) return plan;
    const stored = await this.stored.read(task);
    return (stored && earlierRoute(stored, to, settings)) ?? plan;
  }

  private async smsRefusal(task: SendMessageTask, { channel, to }: Route): Promise<MessageReason | null> {
    if (channel !== 'sms') return null;
    const { organization } = task;
    const settings = this.settings.get(organization) ?? (await this.bus.read(Settings, organization));
    return settings && this.smsGuard.refusalOf(task, to, settings);
  }

  /** Read again where they are missing: config may have published everything in between. */
  private async storedSettings(organization: string): Promise<OrganizationSettings | null> {
    const settings = await this.bus.read(Settings, organization);
    if (settings) return settings;
    await this.requireSettings();
    return this.bus.read(Settings, organization);
  }

  /** A broker that lost its data knows no organization, until config has published all of them: this one comes last. */
  private async requireSettings(): Promise<void> {
    const last = await this.bus.read(Settings, defaultOrganization);
    if (!last) throw new AppError('unavailable', { what: 'settings' });
  }
}

function requiredOf({ kind }: SendMessageTask): string[] {
  return Object.entries(messageKind(kind).parameters).flatMap(([name, { required }]) =>
    required ? [name] : [],
  );
}
