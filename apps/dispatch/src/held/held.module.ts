import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module';
import { Holding } from './holding';
import { WaitingStore } from './waiting.store';

/** Messages that no account can take now. */
@Module({
  imports: [MetricsModule],
  providers: [Holding, WaitingStore],
  exports: [Holding, WaitingStore],
})
export class HeldModule {}
