import { Controller } from '@nestjs/common';
import { Hears } from '@subjectline/bus';
import { MessagesSettled, type MessagesSettledEvent } from '@subjectline/contracts';
import { ExtensionService } from './extension.service';

@Controller()
export class DeadlinesHandler {
  constructor(private readonly extensions: ExtensionService) {}

  @Hears(MessagesSettled, 'requests')
  async messagesSettled({ messages }: MessagesSettledEvent): Promise<void> {
    for (const message of messages) {
      if (message.kind === 'privacy_request_extension') await this.extensions.settled(message);
    }
  }
}
