import { Injectable } from '@nestjs/common';
import {
  check,
  messageContext,
  SealedContent,
  type Address,
  type SendMessageTask,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { Recipients } from '../suppressions/recipients';

/** By which a message is found: keyed digests of the addresses that it may go to. */
export interface RecipientDigests {
  readonly recipient_digest: string | null;
  /** While its channel is not known. */
  readonly other_digest: string | null;
}

/** The recipients of messages that have no route, or none yet. */
@Injectable()
export class MessageRecipients {
  constructor(
    private readonly keys: KeyRing,
    private readonly recipients: Recipients,
  ) {}

  of(task: SendMessageTask): RecipientDigests {
    const { organization, channel } = task;
    const { email, phone_number } = this.addressOf(task);
    const digests: string[] = [];
    if (email && channel !== 'sms') digests.push(this.recipients.digests(organization, 'email', email)[0]);
    if (phone_number && channel !== 'email')
      digests.push(this.recipients.digests(organization, 'sms', phone_number)[0]);
    const [recipient_digest = null, other_digest = null] = digests;
    return { recipient_digest, other_digest };
  }

  /** None of a message that cannot be opened. */
  private addressOf({ organization, id, sealed_content }: SendMessageTask): Address {
    try {
      return check(SealedContent, this.keys.openJson(sealed_content, messageContext(organization, id))).to;
    } catch {
      return {};
    }
  }
}
