import { Module } from '@nestjs/common';
import { RemovedRecords } from '@subjectline/storage';
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
  providers: [ChallengeService, ChallengeStore, ChallengeMessages, RemovedRecords],
  exports: [ChallengeStore, ChallengeMessages],
})
export class ChallengeModule {}
