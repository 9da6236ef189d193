import { Module } from '@nestjs/common';
import { InquiryMetrics } from './inquiry-metrics';
import { MessageMetrics } from './message-metrics';
import { ReportMetrics } from './report-metrics';
import { VerifiedHandler } from './verified.handler';
import { VerifiedService } from './verified.service';

const metrics = [InquiryMetrics, MessageMetrics, ReportMetrics];

/** What Prometheus reads of messages. */
@Module({ controllers: [VerifiedHandler], providers: [...metrics, VerifiedService], exports: metrics })
export class MetricsModule {}
