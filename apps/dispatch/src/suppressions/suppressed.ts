import { Injectable } from '@nestjs/common';
import { isRequested, type MessageKindId, type SuppressionReason } from '@subjectline/contracts';
import { Batch } from '@subjectline/storage';
import { SuppressionStore, type AskedRecipient } from './suppression.store';

/** Reasons that keep back only what the person has not asked for. */
const ofUnrequested: readonly SuppressionReason[] = ['complaint', 'unsubscribed'];

/**
 * Whether an address may get a message. What a person is owed, such as a code they asked for or the answer to their
 * request, is sent to one who has complained or unsubscribed: those stop what they did not ask for. Nothing is sent where
 * it cannot arrive, or where staff said so.
 */
@Injectable()
export class Suppressed {
  private readonly questions = new Batch((questions: readonly AskedRecipient[]) =>
    this.store.reasonsOf(questions),
  );

  constructor(private readonly store: SuppressionStore) {}

  async isSuppressed(kind: MessageKindId, recipient: AskedRecipient): Promise<boolean> {
    const reasons = await this.questions.add(recipient);
    return reasons.some((reason) => !isRequested(kind) || !ofUnrequested.includes(reason));
  }
}
