import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ListLaws,
  ReadAssuranceSettings,
  ReadDeadlineSettings,
  ReadLaw,
  RemoveLaw,
  SaveAssuranceSettings,
  SaveDeadlineSettings,
  SaveLaw,
} from '@subjectline/contracts';
import { LadderService } from './ladder.service';
import { LawService } from './law.service';
import { LawTableStore } from './law-table.store';

/** What the law of a request asks for: its periods, and how well a person has to be known. */
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
    answering(LadderService, { read: ReadAssuranceSettings, save: SaveAssuranceSettings }),
  ],
  providers: [LawService, LawTableStore, LadderService],
  exports: [LawService],
})
export class LawsModule {}
