import { Injectable } from '@nestjs/common';
import {
  challengeContext,
  messageContext,
  newId,
  sendTaskOf,
  StartChallenge,
  type MessageKindId,
  type SealedContent,
} from '@subjectline/contracts';
import { KeyRing, Outbox, type Transaction } from '@subjectline/storage';
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
}

/** A message by which somebody proves that they have read it: with a code or a link. */
export interface ProofMessage extends Message {
  readonly reach: Reach;
  readonly lifetimeSeconds: number;
  readonly maximumTries?: number;
  readonly returnTo?: string | null;
  readonly clientDigest?: string | null | undefined;
}

/** Puts into the outbox, with the change itself, what somebody is to learn of it. */
@Injectable()
export class ConsentMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
  ) {}

  async tell(transaction: Transaction, notice: Notice): Promise<void> {
    const { organization, about, kind, reach, variables, locale } = notice;
    const id = newId('msg');
    const content: SealedContent = { to: reach?.to ?? {}, variables: { ...variables } };
    const sealed_content = this.keys.sealJson(content, messageContext(organization, id));
    const message = { id, organization, kind, sealed_content, locale, about };
    const channel = reach && { channel: reach.channel };
    await this.outbox.add(transaction, sendTaskOf(kind), { ...message, ...channel }, { id });
  }

  /** @returns the id of the challenge: whoever follows its link is known by it */
  async askForProof(transaction: Transaction, message: ProofMessage): Promise<string> {
    const { organization, about, kind, reach, variables, locale, lifetimeSeconds } = message;
    const { maximumTries, returnTo, clientDigest = null } = message;
    const id = newId('cha');
    const content: SealedContent = { to: reach.to, variables: { ...variables } };
    const task = {
      id,
      organization,
      about,
      channel: reach.channel,
      sealed_content: this.keys.sealJson(content, challengeContext(organization, about)),
      message_kind: kind,
      locale,
      lifetime_seconds: lifetimeSeconds,
      client_digest: clientDigest,
      ...(maximumTries !== undefined && { maximum_tries: maximumTries }),
      ...(returnTo && { return_to: returnTo }),
    };
    await this.outbox.add(transaction, StartChallenge, task, { id });
    return id;
  }
}
