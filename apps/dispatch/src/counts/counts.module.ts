import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CountMessages } from '@subjectline/contracts';
import { CountsStore } from './counts.store';
import { CountsService } from './counts.service';

/** Counts of the messages of a period, by outcome. */
@Module({
  controllers: [answering(CountsService, { count: CountMessages })],
  providers: [CountsStore, CountsService],
})
export class CountsModule {}
