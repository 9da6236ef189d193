import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { AttemptStore } from './attempt.store';
import { IntentStore } from './intent.store';
import { IntentsInDoubt } from './intents-in-doubt';
import { Journal } from './journal';
import { LeaseStore } from './lease.store';
import { Leases } from './leases';
import { MessageEvents } from './message-events';
import { MessageTraceStore } from './message-trace.store';
import { MessageTraces } from './message-traces';
import { MessageRecipients } from './message-recipients';
import { NewMessageStore } from './new-message.store';
import { ReportedStore } from './reported.store';
import { Scheduling } from './scheduling';
import { StoredMessageStore } from './stored-message.store';
import { UnsentStore } from './unsent.store';

/** What is stored of a message and its tries. */
@Module({
  imports: [MetricsModule, SuppressionsModule],
  providers: [
    ReportedStore,
    IntentStore,
    AttemptStore,
    UnsentStore,
    StoredMessageStore,
    IntentsInDoubt,
    NewMessageStore,
    MessageRecipients,
    Scheduling,
    MessageEvents,
    MessageTraceStore,
    MessageTraces,
    Journal,
    LeaseStore,
    Leases,
  ],
  exports: [
    ReportedStore,
    StoredMessageStore,
    NewMessageStore,
    MessageRecipients,
    Scheduling,
    MessageEvents,
    MessageTraces,
    Journal,
    LeaseStore,
    Leases,
  ],
})
export class MessageModule {}
