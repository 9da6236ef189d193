import { Module } from '@nestjs/common';
import { ChallengeMetrics } from './challenge-metrics';

/** What Prometheus reads of codes and links. */
@Module({ providers: [ChallengeMetrics], exports: [ChallengeMetrics] })
export class MetricsModule {}
