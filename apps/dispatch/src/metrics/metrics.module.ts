import { Module } from '@nestjs/common';
import { MessageMetrics } from './message-metrics';
import { ReportMetrics } from './report-metrics';

/** What Prometheus reads of messages. */
@Module({ providers: [MessageMetrics, ReportMetrics], exports: [MessageMetrics, ReportMetrics] })
export class MetricsModule {}
