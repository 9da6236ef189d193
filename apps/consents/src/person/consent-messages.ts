import { Injectable } from '@nestjs/common';
import type { MessageKindId, MessageReason } from '@subjectline/contracts';
import { SealedOutbox, type Transaction } from '@subjectline/storage';
import type { Reach } from './addresses';

interface Message {
  readonly organization: string;
  readonly about: string;
  readonly kind: MessageKindId;
  readonly variables: Readonly<Record<string, string>>;
  readonly locale: string;
}

export interface Notice extends Message {
  /** Null where nobody can be reached: the message is recorded and not sent. */
  readonly reach: Reach | null;
  /** Where that is not for want of an address. */
  readonly skipReason?: MessageReason;
}

/** Who has it sent: the person's own browser, or an API client, which names addresses on its own account. */
export interface Asker {
  readonly clientDigest?: string | null | undefined;
  readonly byClient?: boolean;
  /** The budget of the browser's address was taken from already. */
  readonly callerCounted?: boolean;
}

/** A message by which somebody proves that they have read it: with a code or a link. */
export interface ProofMessage extends Message, Asker {
  readonly reach: Reach;
  readonly lifetimeSeconds: number;
  readonly maximumTries?: number;
  readonly returnTo?: string | null;
  /** What the message is recorded under, when that is not what its link is about. */
  readonly recordedUnder?: string;
}

/** Puts into the outbox, with the change itself, what somebody is to learn of it. */
@Injectable()
export class ConsentMessages {
  constructor(private readonly messages: SealedOutbox) {}

  async tell(transaction: Transaction, { reach, skipReason, variables, ...rest }: Notice): Promise<void> {
    const message = { ...rest, ...(skipReason && { skip_reason: skipReason }) };
    const content = { to: reach?.to ?? {}, variables: { ...variables } };
    await this.messages.send(transaction, { ...message, ...(reach && { channel: reach.channel }) }, content);
  }

  /** @returns the id of the challenge: whoever follows its link is known by it */
  askForProof(transaction: Transaction, message: ProofMessage): Promise<string> {
    const { organization, about, kind, reach, variables, locale, lifetimeSeconds } = message;
    const { maximumTries, returnTo, clientDigest = null, byClient = false } = message;
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
      ...(maximumTries !== undefined && { maximum_tries: maximumTries }),
      ...(returnTo && { return_to: returnTo }),
      ...(recordedUnder && { message_about: recordedUnder }),
    };
    return this.messages.startChallenge(transaction, challenge, {
      to: reach.to,
      variables: { ...variables },
    });
  }
}
