import { Injectable } from '@nestjs/common';
import { keepsBack, type MessageKindId } from '@subjectline/contracts';
import { Batch } from '@subjectline/storage';
import { SuppressionStore, type AskedRecipient } from './suppression.store';

/** Whether an address may get a message. */
@Injectable()
export class Suppressed {
  private readonly questions = new Batch((questions: readonly AskedRecipient[]) =>
    this.store.reasonsOf(questions),
  );

  constructor(private readonly store: SuppressionStore) {}

  async isSuppressed(kind: MessageKindId, recipient: AskedRecipient): Promise<boolean> {
    const reasons = await this.questions.add(recipient);
    return reasons.some((reason) => keepsBack(reason, kind));
  }
}
