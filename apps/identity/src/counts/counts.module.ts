import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CountVerifications } from '@subjectline/contracts';
import { CountsService } from './counts.service';
import { CountsStore } from './counts.store';

/** How far people came with their codes and links, in numbers. */
@Module({
  controllers: [answering(CountsService, { count: CountVerifications })],
  providers: [CountsStore, CountsService],
})
export class CountsModule {}
