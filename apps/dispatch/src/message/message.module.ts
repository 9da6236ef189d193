import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { AttemptStore } from './attempt.store';
import { IntentStore } from './intent.store';
import { IntentsInDoubt } from './intents-in-doubt';
import { Journal } from './journal';
import { Leases } from './leases';
import { MessageEvents } from './message-events';
import { ReportedStore } from './reported.store';
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
    MessageEvents,
    Journal,
    Leases,
  ],
  exports: [ReportedStore, StoredMessageStore, MessageEvents, Journal, Leases],
})
export class MessageModule {}
