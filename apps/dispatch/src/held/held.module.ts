import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { HeldStore } from './held.store';
import { Holding } from './holding';
import { WaitingStore } from './waiting.store';

/** Messages that no account can take now. */
@Module({
  imports: [MetricsModule, SuppressionsModule],
  providers: [HeldStore, Holding, WaitingStore],
  exports: [Holding, WaitingStore],
})
export class HeldModule {}
