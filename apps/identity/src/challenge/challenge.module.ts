import { Module } from '@nestjs/common';
import { LimitsModule } from '../limits/limits.module';
import { MetricsModule } from '../metrics/metrics.module';
import { ChallengeMessages } from './challenge-messages';
import { ChallengeHandler } from './challenge.handler';
import { ChallengeService } from './challenge.service';
import { ChallengeStore } from './challenge.store';

/** Challenges: codes and links that are sent, and guesses at codes. */
@Module({
  imports: [LimitsModule, MetricsModule],
  controllers: [ChallengeHandler],
  providers: [ChallengeService, ChallengeStore, ChallengeMessages],
  exports: [ChallengeStore, ChallengeMessages],
})
export class ChallengeModule {}
