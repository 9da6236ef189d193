import { Controller } from '@nestjs/common';
import { Does, type Delivery } from '@subjectline/bus';
import { SendCode, SendNotice, type SendMessageTask } from '@subjectline/contracts';
import { MessageService } from './message.service';

@Controller()
export class MessageHandler {
  constructor(private readonly messages: MessageService) {}

  @Does(SendNotice)
  sendNotice(task: SendMessageTask, delivery: Delivery): Promise<void> {
    return this.messages.take(task, delivery);
  }

  @Does(SendCode)
  sendCode(task: SendMessageTask, delivery: Delivery): Promise<void> {
    return this.messages.take(task, delivery);
  }
}
