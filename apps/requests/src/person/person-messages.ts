import { Injectable } from '@nestjs/common';
import {
  Clock,
  declarationReference,
  newId,
  RequestChanged,
  stepsIn,
  translated,
  type Address,
  type Channel,
  type MessageReason,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { Outbox, SealedOutbox, type NewMessage, type Transaction } from '@subjectline/storage';
import { channelOfKind, channelsToProve, missingSteps } from '../assurance/levels';
import {
  assuranceOf,
  challengeReference,
  isDeclarationDue,
  provedKinds,
} from '../assurance/request-assurance';
import { policyOf, rightOf } from '../request/policies';
import type { RequestRow } from '../request/request-row';
import {
  codeChallenge,
  declarationChallenge,
  linkChallenge,
  notIdentifiedChallenge,
  reminderChallenge,
  reminderVariables,
  requestChallenge,
  type ChallengeTemplate,
  type Reminder,
} from './challenges';
import { notificationsOf, receiptOf, requestFacts, type Change, type Notification } from './notifications';
import { PersonVault } from './person-vault';
import { addressOf, channelsOf } from './request-identity';

/** The privacy request or consent request that a challenge is about. */
interface ChallengeSubject {
  readonly organization: string;
  readonly id: string;
  readonly sealed_identity: string;
  readonly locale: string;
}

interface ChallengeOptions {
  /** What identity knows it by. Default: the id of its subject. */
  readonly about?: string;
  readonly channel: Channel;
  readonly client_digest?: string | null | undefined;
  /** An API client causes it, not the person. */
  readonly by_client?: boolean;
  readonly template?: ChallengeTemplate;
  readonly callerCounted?: boolean | undefined;
  readonly inBulk?: boolean | undefined;
}

interface NotifyOptions {
  /** The one whose address was counted; null for every address. Default: the one whose address was verified. */
  readonly channel?: Channel | null;
  /** Why the message is recorded and not sent. */
  readonly skipReason?: MessageReason | undefined;
}

interface ExtensionNotice {
  readonly reason: string;
  /** A day. */
  readonly due_date: string;
  readonly expires_at: string;
}

interface VerificationOptions extends Pick<
  ChallengeOptions,
  'client_digest' | 'by_client' | 'callerCounted' | 'inBulk'
> {
  /** By a link instead of a code. Default: as the API of the request does. */
  readonly byLink?: boolean;
}

/** Queues the messages and events that a change causes, in the transaction of the change. */
@Injectable()
export class PersonMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly messages: SealedOutbox,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  /** Notifies the person of a change. */
  async notify(
    transaction: Transaction,
    row: RequestRow,
    change: Change,
    settings: OrganizationSettings,
    { channel = row.verified_channel, skipReason }: NotifyOptions = {},
  ): Promise<void> {
    const { email } = addressOf(this.vault.openIdentity(row), channel);
    // without an e-mail address it is certainly a text message
    for (const notification of notificationsOf(change, row, settings, email ? channel : 'sms')) {
      await this.send(transaction, row, notification, channel, skipReason && { skip_reason: skipReason });
    }
  }

  /** Tells the person that the answer takes longer, and why; not after `expires_at`. @returns the id of the message */
  announceExtension(
    transaction: Transaction,
    row: RequestRow,
    { reason, due_date, expires_at }: ExtensionNotice,
  ): Promise<string> {
    const user_right_label = translated(rightOf(row.policy_key).label, row.locale);
    const variables = { user_right_label, extension_reason: reason, due_date };
    const notification = { kind: 'privacy_request_extension', variables } as const;
    return this.send(transaction, row, notification, row.verified_channel, { expires_at });
  }

  /** Asks the person what they mean. @returns the id of the message */
  askClarification(
    transaction: Transaction,
    row: RequestRow,
    { question, stopsClock }: { readonly question: string; readonly stopsClock: boolean },
  ): Promise<string> {
    const user_right_label = translated(rightOf(row.policy_key).label, row.locale);
    const variables = { user_right_label, question, ...(stopsClock && { clock_stops: 'yes' }) };
    const notification = { kind: 'privacy_request_clarification', variables } as const;
    return this.send(transaction, row, notification, row.verified_channel);
  }

  /** Sends the receipt because staff say so. @returns the id of the message */
  acknowledge(transaction: Transaction, row: RequestRow): Promise<string> {
    return this.send(transaction, row, receiptOf(row), row.verified_channel);
  }

  /** Whether a message about this request has any address to go to. */
  hasAddress(row: RequestRow): boolean {
    const { email, phone_number } = addressOf(this.vault.openIdentity(row), row.verified_channel);
    return Boolean(email ?? phone_number);
  }

  async startChallenge(
    transaction: Transaction,
    subject: ChallengeSubject,
    options: ChallengeOptions,
  ): Promise<void> {
    const { channel, client_digest = null, by_client = false, template = codeChallenge } = options;
    const { callerCounted: caller_counted = false, inBulk, about = subject.id } = options;
    const { organization, id, locale } = subject;
    const { variables, ...terms } = template;
    const to: Address = addressOf(this.vault.openIdentity(subject), channel);
    const counting = { client_digest, by_client, caller_counted };
    const recorded = about !== id && { message_about: id };
    const challenge = { organization, about, ...recorded, channel, locale, ...counting, ...terms };
    await this.messages.startChallenge(transaction, challenge, { to, variables: { ...variables } }, inBulk);
  }

  /**
   * Asks the person to prove who they are, by a code or a link, as the API of the request does.
   * @returns false when they have no address for any of the channels, which is recorded
   */
  async startVerification(
    transaction: Transaction,
    row: RequestRow,
    channels: readonly Channel[],
    { byLink = row.family === 'didomi', ...caller }: VerificationOptions,
  ): Promise<boolean> {
    if (isDeclarationDue(row)) return this.startDeclaration(transaction, row, caller);
    const wanted = this.channelsToProve(row, channels);
    const details = this.vault.openDetailsOf(row);
    for (const channel of wanted) {
      const template = byLink ? linkChallenge(row, details) : requestChallenge(row, channel);
      await this.startChallenge(transaction, row, {
        channel,
        template,
        about: challengeReference(row, channel),
        ...caller,
      });
    }
    const [first] = wanted;
    if (!first)
      await this.recordUnsendable(transaction, row, byLink ? linkChallenge(row, details) : codeChallenge);
    return first !== undefined;
  }

  /** Sends the link to the declaration, to the address that was proved first. @returns false when a sign-in proved none */
  async startDeclaration(
    transaction: Transaction,
    row: RequestRow,
    caller: Omit<VerificationOptions, 'byLink'> = { callerCounted: true },
    closesAt: Date | null = null,
  ): Promise<boolean> {
    const channel = provedChannel(row);
    const about = declarationReference(row.id);
    const template = declarationChallenge(row, closesAt);
    if (channel) await this.startChallenge(transaction, row, { channel, template, about, ...caller });
    else await this.recordUnsendable(transaction, row, template);
    return channel !== null;
  }

  /** Where the next code or link goes to. */
  channelsToWrite(row: RequestRow, channels: readonly Channel[]): Channel[] {
    if (!isDeclarationDue(row)) return this.channelsToProve(row, channels);
    const proved = provedChannel(row);
    return proved ? [proved] : [];
  }

  /** Over which of these channels the person has addresses that are still to be proved. */
  channelsToProve(row: RequestRow, channels: readonly Channel[]): Channel[] {
    const assurance = assuranceOf(row);
    const reachable = channelsOf(addressOf(this.vault.openIdentity(row)), channels);
    return channelsToProve(assurance.required, provedKinds(assurance), reachable);
  }

  /**
   * Once more: with a link that does the next step, or what is left to an address that was proved.
   * @param channels none where a message to an address that is to be proved did not arrive
   * @returns false when there is no address for any of the channels
   */
  async remind(
    transaction: Transaction,
    row: RequestRow,
    channels: readonly Channel[],
    reminder: Reminder,
  ): Promise<boolean> {
    if (isDeclarationDue(row)) {
      const unasked = { callerCounted: true, inBulk: true };
      return this.startDeclaration(transaction, row, unasked, reminder.closesAt);
    }
    const [channel = null] = this.channelsToProve(row, channels);
    if (!channel) return this.announceIncomplete(transaction, row, reminder);
    const template = reminderChallenge(row, this.vault.openDetailsOf(row), reminder);
    return this.sendUnasked(transaction, row, channel, template);
  }

  /**
   * That the request is closed, with a link that opens it again: also at an address that was proved.
   * @returns false when there is no address
   */
  async announceNotIdentified(
    transaction: Transaction,
    row: RequestRow,
    channels: readonly Channel[],
  ): Promise<boolean> {
    const details = this.vault.openDetailsOf(row);
    const template = notIdentifiedChallenge(row, details, requestFacts(row));
    const [channel = provedChannel(row)] = this.channelsToProve(row, channels);
    return this.sendUnasked(transaction, row, channel, template);
  }

  /** What is left, to the address that was proved first. @returns false when none was */
  private async announceIncomplete(
    transaction: Transaction,
    row: RequestRow,
    reminder: Reminder,
  ): Promise<boolean> {
    const channel = provedChannel(row);
    const assurance = assuranceOf(row);
    const other_steps = stepsIn(missingSteps(assurance.required, provedKinds(assurance)), row.locale);
    if (!channel || !other_steps) return false;
    const user_right_label = translated(rightOf(row.policy_key).label, row.locale);
    const variables = { user_right_label, other_steps, ...reminderVariables(reminder) };
    await this.send(transaction, row, { kind: 'privacy_request_incomplete', variables }, channel);
    return true;
  }

  private async sendUnasked(
    transaction: Transaction,
    row: RequestRow,
    channel: Channel | null,
    template: ChallengeTemplate,
  ): Promise<boolean> {
    if (!channel) return false;
    const about = challengeReference(row, channel);
    // it is counted for its address, and there is no caller; persons who wait for a code come first
    const counting = { callerCounted: true, inBulk: true };
    await this.startChallenge(transaction, row, { channel, template, about, ...counting });
    return true;
  }

  private async recordUnsendable(
    transaction: Transaction,
    row: RequestRow,
    { message_kind: kind }: ChallengeTemplate,
  ): Promise<void> {
    const { organization, id: about, locale } = row;
    const skip_reason = this.hasAddress(row) ? 'no_provider' : 'no_address';
    await this.messages.skip(transaction, { organization, kind, about, locale, skip_reason }, newId('msg'));
  }

  /** @param receipt of the verification that this change is */
  async publishChanged(
    transaction: Transaction,
    { organization, id, status, policy_key }: RequestRow,
    receipt: string | null = null,
  ): Promise<void> {
    const { actions } = policyOf(policy_key);
    const changed_at = this.clock.now().toISOString();
    const event = {
      ...{ organization, id, status, policy_key, actions, changed_at },
      ...(receipt !== null && { receipt }),
    };
    await this.outbox.add(transaction, RequestChanged, event);
  }

  /** To the address of the channel, or to every address when it is null. */
  private async send(
    transaction: Transaction,
    row: RequestRow,
    { kind, variables }: Notification,
    channel: Channel | null,
    options: Pick<NewMessage, 'skip_reason' | 'expires_at'> = {},
  ): Promise<string> {
    const { organization, locale } = row;
    const to = addressOf(this.vault.openIdentity(row), channel);
    const message = { organization, kind, locale, about: row.id, ...options };
    const facts = requestFacts(row);
    return this.messages.send(transaction, message, { to, variables: { ...facts, ...variables } });
  }
}

/** Of the address that was proved first. */
function provedChannel(row: RequestRow): Channel | null {
  const [channel = null] = provedKinds(assuranceOf(row)).flatMap((kind) => channelOfKind(kind) ?? []);
  return channel;
}
