import { Controller } from '@nestjs/common';
import { Hears } from '@subjectline/bus';
import { MessagesSettled, type MessagesSettledEvent } from '@subjectline/contracts';
import { AcknowledgementService } from './acknowledgement.service';
import { ClarificationService } from './clarification.service';
import { ExtensionService } from './extension.service';

@Controller()
export class DeadlinesHandler {
  constructor(
    private readonly extensions: ExtensionService,
    private readonly clarifications: ClarificationService,
    private readonly acknowledgements: AcknowledgementService,
  ) {}

  @Hears(MessagesSettled, 'requests')
  async messagesSettled({ messages }: MessagesSettledEvent): Promise<void> {
    for (const message of messages) {
      if (message.kind === 'privacy_request_extension') await this.extensions.settled(message);
      if (message.kind === 'privacy_request_clarification') await this.clarifications.settled(message);
    }
    await this.acknowledgements.settled(messages.filter(({ kind }) => kind === 'privacy_request_receipt'));
  }
}
