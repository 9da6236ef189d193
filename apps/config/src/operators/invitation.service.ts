import { Injectable } from '@nestjs/common';
import { AppError, Clock, invitationMs } from '@subjectline/contracts';
import { SealedOutbox, type Transaction } from '@subjectline/storage';
import { OperatorStore, type OperatorRow } from './operator.store';

/** Mails invitations: a link that proves the address, once. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly store: OperatorStore,
    private readonly messages: SealedOutbox,
    private readonly clock: Clock,
  ) {}

  async send(row: OperatorRow, transaction: Transaction): Promise<void> {
    const { organization, id, locale } = row;
    const { email, first_name } = this.store.open(row);
    const variables = { ...(first_name !== null && { first_name }) };
    const challenge = {
      organization,
      about: id,
      channel: 'email',
      message_kind: 'operator_invitation',
      locale,
      lifetime_seconds: invitationMs / 1_000,
      // a caller with a scope for it has given the address
      by_client: true,
    } as const;
    await this.messages.startChallenge(transaction, challenge, { to: { email }, variables });
  }

  async sendAgain(row: OperatorRow, transaction: Transaction): Promise<OperatorRow> {
    if (row.active_at !== null) throw new AppError('invitation_accepted', { id: row.id });
    const invited = await this.store.update(row, { invited_at: this.clock.now() }, transaction);
    await this.send(invited, transaction);
    return invited;
  }
}
