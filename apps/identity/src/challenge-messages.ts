import { Injectable } from '@nestjs/common';
import {
  Clock,
  IdentityVerified,
  messageContext,
  newId,
  SendSuppressed,
  sendTaskOf,
  type Address,
  type SealedContent,
  type SendBudget,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { KeyRing, Outbox, type Transaction } from '@subjectline/storage';
import type { Challenge } from './challenge.store';
import { IdentityEnv } from './env';

/** Puts into the outbox, with the challenge itself, what the person and the other services are to learn of it. */
@Injectable()
export class ChallengeMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly env: IdentityEnv,
  ) {}

  async sendCode(
    transaction: Transaction,
    { organization, about, channel, message_kind, locale }: StartChallengeTask,
    to: Address,
    code: string,
    expiresAt: Date,
  ): Promise<void> {
    const id = newId('msg');
    // whole minutes, rounded down, as Fides counts them
    const minutes = String(Math.floor(this.env.SUBJECTLINE_CODE_TTL_SECONDS / 60));
    const content: SealedContent = { to, variables: { code, minutes } };
    const message = {
      id,
      organization,
      kind: message_kind,
      channel,
      sealed_content: this.keys.sealJson(content, messageContext(organization, id)),
      locale,
      about,
      expires_at: expiresAt.toISOString(),
    };
    await this.outbox.add(transaction, sendTaskOf(message_kind), message, { id });
  }

  async saySuppressed(
    transaction: Transaction,
    { organization, about, id }: StartChallengeTask,
    budget: SendBudget,
  ): Promise<void> {
    const suppressed_at = this.clock.now().toISOString();
    const event = { organization, about, challenge_id: id, budget, suppressed_at };
    await this.outbox.add(transaction, SendSuppressed, event, { id: `suppressed-${id}` });
  }

  async sayVerified(
    transaction: Transaction,
    { organization, about, id, channel }: Challenge,
    verifiedAt: Date,
  ): Promise<void> {
    const event = { organization, about, channel, challenge_id: id, verified_at: verifiedAt.toISOString() };
    await this.outbox.add(transaction, IdentityVerified, event, { id: `verified-${id}` });
  }
}
