import { Module } from '@nestjs/common';
import { InquiryMetrics } from './inquiry-metrics';
import { MessageMetrics } from './message-metrics';
import { ReportMetrics } from './report-metrics';

const metrics = [InquiryMetrics, MessageMetrics, ReportMetrics];

/** What Prometheus reads of messages. */
@Module({ providers: metrics, exports: metrics })
export class MetricsModule {}
