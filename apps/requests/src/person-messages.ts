import { Injectable } from '@nestjs/common';
import {
  challengeAddressContext,
  check,
  Clock,
  messageContext,
  newId,
  RequestChanged,
  RequestIdentity,
  sendTaskOf,
  StartChallenge,
  type Channel,
  type OrganizationSettings,
  type SealedContent,
} from '@subjectline/contracts';
import { KeyRing, Outbox, type Transaction } from '@subjectline/storage';
import { notificationsOf, type Change, type Notification } from './notifications';
import { policyOf } from './policies';
import { addressOf, identityContext } from './request-identity';
import type { RequestRow } from './request.store';

/** Puts into the outbox, with the change itself, what the person and the other services are to learn of it. */
@Injectable()
export class PersonMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async tell(
    transaction: Transaction,
    row: RequestRow,
    change: Change,
    settings: OrganizationSettings,
  ): Promise<void> {
    for (const notification of notificationsOf(change, policyOf(row.policy_key), settings)) {
      await this.send(transaction, row, notification);
    }
  }

  async startChallenge(transaction: Transaction, row: RequestRow, channel: Channel): Promise<void> {
    const { organization, id: about, locale } = row;
    const context = challengeAddressContext(organization, about);
    const sealed_address = this.keys.sealJson(addressOf(this.identityOf(row)), context);
    const id = newId('cha');
    const message_kind = 'subject_identity_verification';
    const task = { id, organization, about, channel, sealed_address, message_kind, locale } as const;
    await this.outbox.add(transaction, StartChallenge, task, { id });
  }

  async sayChanged(
    transaction: Transaction,
    { organization, id, status, policy_key }: RequestRow,
  ): Promise<void> {
    const { actions } = policyOf(policy_key);
    const changed_at = this.clock.now().toISOString();
    await this.outbox.add(transaction, RequestChanged, {
      organization,
      id,
      status,
      policy_key,
      actions,
      changed_at,
    });
  }

  private async send(
    transaction: Transaction,
    row: RequestRow,
    { kind, variables }: Notification,
  ): Promise<void> {
    const { organization, locale } = row;
    const id = newId('msg');
    const content: SealedContent = { to: addressOf(this.identityOf(row)), variables: { ...variables } };
    const sealed_content = this.keys.sealJson(content, messageContext(organization, id));
    const message = { id, organization, kind, sealed_content, locale, about: row.id };
    await this.outbox.add(transaction, sendTaskOf(kind), message, { id });
  }

  private identityOf({ organization, id, sealed_identity }: RequestRow): RequestIdentity {
    return check(RequestIdentity, this.keys.openJson(sealed_identity, identityContext(organization, id)));
  }
}
