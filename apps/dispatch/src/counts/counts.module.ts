import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CountMessages } from '@subjectline/contracts';
import { CountsStore } from './counts.store';
import { CountsService } from './counts.service';

/** What became of the messages of a time, in numbers. */
@Module({
  controllers: [answering(CountsService, { count: CountMessages })],
  providers: [CountsStore, CountsService],
})
export class CountsModule {}
