import { Injectable } from '@nestjs/common';
import {
  Clock,
  newId,
  RequestChanged,
  type Address,
  type Channel,
  type MessageReason,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { Outbox, SealedOutbox, type Transaction } from '@subjectline/storage';
import { notificationsOf, type Change, type Notification } from './notifications';
import { PersonVault } from './person-vault';
import { policyOf } from '../request/policies';
import { codeProof, linkProof, type Proof } from './challenges';
import { addressOf, channelFor } from './request-identity';
import type { RequestRow } from '../request/request.store';

/** Whose proof is asked for: a privacy request's person, or a consent request's. */
interface Asker {
  readonly organization: string;
  readonly id: string;
  readonly sealed_identity: string;
  readonly locale: string;
}

interface ChallengeOptions {
  readonly channel: Channel;
  readonly client_digest?: string | null | undefined;
  /** An API client asks for it, not the person. */
  readonly by_client?: boolean;
  readonly proof?: Proof;
  readonly callerCounted?: boolean | undefined;
  readonly inBulk?: boolean | undefined;
}

/** Puts into the outbox, with the change itself, what the person and the other services are to learn of it. */
@Injectable()
export class PersonMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly messages: SealedOutbox,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Over one channel where it matters which address is meant: the one that was proved, or that was counted.
   * @param skipped why it is recorded and not sent
   */
  async tell(
    transaction: Transaction,
    row: RequestRow,
    change: Change,
    settings: OrganizationSettings,
    channel: Channel | null = row.verified_channel,
    skipped?: MessageReason,
  ): Promise<void> {
    const { email } = addressOf(this.vault.openIdentity(row), channel);
    // whoever has no mailbox gets a text message for certain
    for (const notification of notificationsOf(change, row, settings, email ? channel : 'sms')) {
      await this.send(transaction, row, notification, channel, skipped);
    }
  }

  /** Whether there is any address that a message about this request could go to. */
  reaches(row: RequestRow): boolean {
    const { email, phone_number } = addressOf(this.vault.openIdentity(row), row.verified_channel);
    return Boolean(email ?? phone_number);
  }

  async startChallenge(transaction: Transaction, asker: Asker, options: ChallengeOptions): Promise<void> {
    const { channel, client_digest = null, by_client = false, proof = codeProof } = options;
    const { callerCounted: caller_counted = false, inBulk } = options;
    const { organization, id: about, locale } = asker;
    const { variables, ...asked } = proof;
    const to: Address = addressOf(this.vault.openIdentity(asker), channel);
    const counting = { client_digest, by_client, caller_counted };
    const challenge = { organization, about, channel, locale, ...counting, ...asked };
    await this.messages.startChallenge(transaction, challenge, { to, variables: { ...variables } }, inBulk);
  }

  /**
   * Has the person of a request prove who they are, in the way of the API that it came in by.
   * @returns false when none of the channels reaches them, as after a change of the provider: that is recorded
   */
  async startProof(
    transaction: Transaction,
    row: RequestRow,
    channels: readonly Channel[],
    asker: Pick<ChallengeOptions, 'client_digest' | 'by_client' | 'callerCounted'>,
  ): Promise<boolean> {
    const channel = channelFor(addressOf(this.vault.openIdentity(row)), channels);
    const proof = row.family === 'didomi' ? linkProof(row, this.vault.openDetailsOf(row)) : codeProof;
    if (channel) await this.startChallenge(transaction, row, { channel, proof, ...asker });
    else await this.recordUnasked(transaction, row, proof);
    return channel !== null;
  }

  private async recordUnasked(
    transaction: Transaction,
    row: RequestRow,
    { message_kind: kind }: Proof,
  ): Promise<void> {
    const { organization, id: about, locale } = row;
    const skip_reason = this.reaches(row) ? 'no_provider' : 'no_address';
    await this.messages.skip(transaction, { organization, kind, about, locale, skip_reason }, newId('msg'));
  }

  async sayChanged(
    transaction: Transaction,
    { organization, id, status, policy_key }: RequestRow,
  ): Promise<void> {
    const { actions } = policyOf(policy_key);
    const changed_at = this.clock.now().toISOString();
    const event = { organization, id, status, policy_key, actions, changed_at };
    await this.outbox.add(transaction, RequestChanged, event);
  }

  /** To the address of that channel; to every one there is where none is named. */
  private async send(
    transaction: Transaction,
    row: RequestRow,
    { kind, variables }: Notification,
    channel: Channel | null,
    skip_reason?: MessageReason,
  ): Promise<void> {
    const { organization, locale } = row;
    const to = addressOf(this.vault.openIdentity(row), channel);
    const message = { organization, kind, locale, about: row.id, ...(skip_reason && { skip_reason }) };
    await this.messages.send(transaction, message, { to, variables: { ...variables } });
  }
}
