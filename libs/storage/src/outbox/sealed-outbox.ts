import {
  challengeContext,
  messageContext,
  newId,
  sendTaskOf,
  StartChallenge,
  StartChallengeInBulk,
  type SealedContent,
  type SendMessageTask,
  type StartChallengeTask,
} from '@subjectline/contracts';
import type { Transaction } from '../database/transaction';
import type { Outbox } from './outbox';
import type { KeyRing } from '../sealing/sealing';

export type NewMessage = Omit<SendMessageTask, 'id' | 'sealed_content'>;
export type SkippedMessage = NewMessage & Required<Pick<NewMessage, 'skip_reason'>>;
export type NewChallenge = Omit<StartChallengeTask, 'id' | 'sealed_content'>;

/** Messages to persons, stored with the change that causes them. Their addresses and variables are always sealed. */
export class SealedOutbox {
  constructor(
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
  ) {}

  /** @returns the id of the message */
  async send(transaction: Transaction, message: NewMessage, content: SealedContent): Promise<string> {
    const id = newId('msg');
    const sealed_content = this.keys.sealJson(content, messageContext(message.organization, id));
    await this.outbox.add(transaction, sendTaskOf(message.kind), { ...message, id, sealed_content }, { id });
    return id;
  }

  /**
   * Records a message that is not sent, without its content.
   * @param id repeated, it is the same record
   */
  async skip(transaction: Transaction, message: SkippedMessage, id: string): Promise<void> {
    const content: SealedContent = { to: {}, variables: {} };
    const sealed_content = this.keys.sealJson(content, messageContext(message.organization, id));
    await this.outbox.add(transaction, sendTaskOf(message.kind), { ...message, id, sealed_content });
  }

  /**
   * Sends a code or a link, by which the person proves that they have the address.
   * @param inBulk one of many: it is sent after those of single persons
   * @returns the id of the challenge
   */
  async startChallenge(
    transaction: Transaction,
    challenge: NewChallenge,
    content: SealedContent,
    inBulk = challenge.by_client ?? false,
  ): Promise<string> {
    const task = inBulk ? StartChallengeInBulk : StartChallenge;
    const id = newId('cha');
    const context = challengeContext(challenge.organization, challenge.about);
    const sealed_content = this.keys.sealJson(content, context);
    await this.outbox.add(transaction, task, { ...challenge, id, sealed_content }, { id });
    return id;
  }
}
