import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CountSend, ReadSendLimits, TakeSends } from '@subjectline/contracts';
import { LimitsModule } from '../limits/limits.module';
import { MetricsModule } from '../metrics/metrics.module';
import { CountedSendStore } from './counted-send.store';
import { SendService } from './send.service';

/** Counts the messages that other services send. */
@Module({
  imports: [LimitsModule, MetricsModule],
  controllers: [answering(SendService, { count: CountSend, take: TakeSends, readLimits: ReadSendLimits })],
  providers: [SendService, CountedSendStore],
})
export class SendingModule {}
