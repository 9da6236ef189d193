import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ListLaws,
  ReadDeadlineSettings,
  ReadLaw,
  ReadRequestDeadlines,
  RemoveLaw,
  SaveDeadlineSettings,
  SaveLaw,
} from '@subjectline/contracts';
import { RequestModule } from '../request/request.module';
import { DeadlineService } from './deadline.service';
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
    answering(DeadlineService, { read: ReadRequestDeadlines }),
  ],
  imports: [RequestModule],
  providers: [LawService, LawTableStore, DeadlineService],
  exports: [LawService],
})
export class DeadlinesModule {}
