import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ListLaws,
  ReadDeadlineSettings,
  ReadLaw,
  RemoveLaw,
  SaveDeadlineSettings,
  SaveLaw,
} from '@subjectline/contracts';
import { LawService } from './law.service';
import { LawTableStore } from './law-table.store';

/** Until when requests have to be answered, by law. */
@Module({
  controllers: [
    answering(LawService, {
      list: ListLaws,
      read: ReadLaw,
      save: SaveLaw,
      remove: RemoveLaw,
      readSettings: ReadDeadlineSettings,
      saveSettings: SaveDeadlineSettings,
    }),
  ],
  providers: [LawService, LawTableStore],
  exports: [LawService],
})
export class DeadlinesModule {}
