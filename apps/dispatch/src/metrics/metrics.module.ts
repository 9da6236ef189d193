import { Module } from '@nestjs/common';
import { MessageMetrics } from './message-metrics';

/** What Prometheus reads of messages. */
@Module({ providers: [MessageMetrics], exports: [MessageMetrics] })
export class MetricsModule {}
