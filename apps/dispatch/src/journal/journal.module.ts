import { Module } from '@nestjs/common';
import { MessageModule } from '../message/message.module';
import { MetricsModule } from '../metrics/metrics.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { AttemptStore } from './attempt.store';
import { IntentStore } from './intent.store';
import { IntentsInDoubt } from './intents-in-doubt';
import { Journal } from './journal';
import { LeaseStore } from './lease.store';
import { Leases } from './leases';
import { UnsentStore } from './unsent.store';

/** What is written about a message before and after a provider is called. */
@Module({
  imports: [MessageModule, MetricsModule, SuppressionsModule],
  providers: [IntentStore, IntentsInDoubt, AttemptStore, UnsentStore, LeaseStore, Leases, Journal],
  exports: [Journal, LeaseStore, Leases],
})
export class JournalModule {}
