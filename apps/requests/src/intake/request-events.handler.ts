import { Controller } from '@nestjs/common';
import { Does, Hears } from '@subjectline/bus';
import {
  CodeExhausted,
  MessageReported,
  MessageUndelivered,
  SendReceipt,
  SendSuppressed,
  type CodeExhaustedEvent,
  type MessageReportedEvent,
  type MessageUndeliveredEvent,
  type SendReceiptTask,
  type SendSuppressedEvent,
} from '@subjectline/contracts';
import { DelayedReceiptService } from './delayed-receipt.service';
import { RequestEventsService } from './request-events.service';

@Controller()
export class RequestEventsHandler {
  constructor(
    private readonly events: RequestEventsService,
    private readonly receipts: DelayedReceiptService,
  ) {}

  @Does(SendReceipt)
  sendReceipt(task: SendReceiptTask): Promise<void> {
    return this.receipts.send(task);
  }

  @Hears(MessageUndelivered, 'requests')
  messageUndelivered(event: MessageUndeliveredEvent): Promise<void> {
    return this.events.messageUndelivered(event);
  }

  @Hears(MessageReported, 'requests')
  messageReported(event: MessageReportedEvent): Promise<void> {
    return this.events.messageReported(event);
  }

  @Hears(CodeExhausted, 'requests')
  codeExhausted(event: CodeExhaustedEvent): Promise<void> {
    return this.events.codeExhausted(event);
  }

  @Hears(SendSuppressed, 'requests')
  codeSuppressed(event: SendSuppressedEvent): Promise<void> {
    return this.events.codeSuppressed(event);
  }
}
