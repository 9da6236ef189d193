import { Module } from '@nestjs/common';
import { InquiryMetrics } from './inquiry-metrics';
import { MessageMetrics } from './message-metrics';
import { ReportMetrics } from './report-metrics';
import { VerifiedHandler } from './verified.handler';
import { VerifiedService } from './verified.service';
import { VerifiedStore } from './verified.store';

const metrics = [InquiryMetrics, MessageMetrics, ReportMetrics];

/** What Prometheus reads of messages. */
@Module({
  controllers: [VerifiedHandler],
  providers: [...metrics, VerifiedStore, VerifiedService],
  exports: metrics,
})
export class MetricsModule {}
