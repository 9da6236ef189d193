import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { AppError, type CancelMessageRequest, type MessageRecord } from '@subjectline/contracts';
import { CancelStore } from './cancel.store';
import { MessageRecordService } from './message-record.service';

/** Cancels messages for an operator, before they are sent. */
@Injectable()
export class CancelService {
  constructor(
    private readonly store: CancelStore,
    private readonly records: MessageRecordService,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** @param hides whether events must not say what the message is about */
  async cancel(
    request: CancelMessageRequest,
    hides: (about: string) => boolean = () => false,
  ): Promise<MessageRecord> {
    const { organization, id, canceled_by: canceledBy } = request;
    const isCanceled = await this.store.cancel(request, hides);
    const record = await this.records.read({ organization, id });
    if (isCanceled) this.logger.info({ messageId: id, canceledBy }, 'message canceled');
    else if (record.state !== 'canceled')
      throw new AppError('message_not_cancelable', { id, state: record.state });
    return record;
  }
}
