import { Module } from '@nestjs/common';
import { RemovedRecords } from '@subjectline/storage';
import { LimitsService } from './limits.service';
import { RecipientService } from './recipient.service';
import { UsageStore } from './usage.store';

/** How many messages are sent, and how many guesses are made. */
@Module({
  providers: [LimitsService, RecipientService, UsageStore, RemovedRecords],
  exports: [LimitsService, RecipientService],
})
export class LimitsModule {}
