import { Injectable } from '@nestjs/common';
import type { MessageKindId, MessageReason } from '@subjectline/contracts';
import { SealedOutbox, type Transaction } from '@subjectline/storage';
import type { Reach } from './addresses';
import type { Asker } from './asker';

interface Message {
  readonly organization: string;
  /** The subject reference. */
  readonly about: string;
  readonly kind: MessageKindId;
  readonly variables: Readonly<Record<string, string>>;
  readonly locale: string;
}

export interface Notice extends Message {
  /** Null without an address: the message is recorded and not sent. */
  readonly reach: Reach | null;
  /** Why it is not sent, when that is not for lack of an address. */
  readonly skipReason?: MessageReason;
}

/** A message whose recipient proves with a code or a link that they have read it. */
export interface ChallengeMessage extends Message, Asker {
  readonly reach: Reach;
  readonly lifetimeSeconds: number;
  readonly maxTries?: number;
  readonly redirectUrl?: string | null;
  /** The subject reference of the message, when its link has another one. */
  readonly recordedUnder?: string;
}

/** Adds messages to the outbox, in the transaction of the change that they tell of. */
@Injectable()
export class ConsentMessages {
  constructor(private readonly messages: SealedOutbox) {}

  async notify(transaction: Transaction, { reach, skipReason, variables, ...rest }: Notice): Promise<void> {
    const message = { ...rest, ...(skipReason && { skip_reason: skipReason }) };
    const content = { to: reach?.to ?? {}, variables: { ...variables } };
    await this.messages.send(transaction, { ...message, ...(reach && { channel: reach.channel }) }, content);
  }

  /** @returns the id of the challenge: its link tells identity which message was followed */
  startChallenge(transaction: Transaction, message: ChallengeMessage): Promise<string> {
    const { organization, about, kind, reach, variables, locale, lifetimeSeconds } = message;
    const { maxTries, redirectUrl, clientDigest = null, byClient = false } = message;
    const { callerCounted = false, recordedUnder } = message;
    const challenge = {
      organization,
      about,
      channel: reach.channel,
      message_kind: kind,
      locale,
      lifetime_seconds: lifetimeSeconds,
      client_digest: clientDigest,
      by_client: byClient,
      caller_counted: callerCounted,
      ...(maxTries !== undefined && { maximum_tries: maxTries }),
      ...(redirectUrl && { return_to: redirectUrl }),
      ...(recordedUnder && { message_about: recordedUnder }),
    };
    return this.messages.startChallenge(transaction, challenge, {
      to: reach.to,
      variables: { ...variables },
    });
  }
}
