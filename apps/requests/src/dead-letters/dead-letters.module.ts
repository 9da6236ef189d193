import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { DiscardDeadLetter, ListDeadLetters, ReadDeadLetter } from '@subjectline/contracts';
import { DeadLetterService } from './dead-letter.service';

/** What the API shows of tasks and events that no service could process. */
@Module({
  controllers: [
    answering(DeadLetterService, {
      list: ListDeadLetters,
      read: ReadDeadLetter,
      discard: DiscardDeadLetter,
    }),
  ],
  providers: [DeadLetterService],
})
export class DeadLettersModule {}
