import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { MessageEvents } from './message-events';
import { MessageTraceStore } from './message-trace.store';
import { MessageTraces } from './message-traces';
import { MessageRecipients } from './message-recipients';
import { NewMessageStore } from './new-message.store';
import { ReportedStore } from './reported.store';
import { Scheduling } from './scheduling';
import { StoredMessageStore } from './stored-message.store';

/** What is stored of a message. */
@Module({
  imports: [MetricsModule, SuppressionsModule],
  providers: [
    ReportedStore,
    StoredMessageStore,
    NewMessageStore,
    MessageRecipients,
    Scheduling,
    MessageEvents,
    MessageTraceStore,
    MessageTraces,
  ],
  exports: [
    ReportedStore,
    StoredMessageStore,
    NewMessageStore,
    MessageRecipients,
    Scheduling,
    MessageEvents,
    MessageTraces,
  ],
})
export class MessageModule {}
