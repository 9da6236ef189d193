import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ExtendDeadline,
  ListLaws,
  ReadAssuranceSettings,
  ReadDeadlineSettings,
  ReadLaw,
  ReadRequestDeadlines,
  RecordAppeal,
  RemoveLaw,
  SaveAssuranceSettings,
  SaveDeadlineSettings,
  SaveLaw,
} from '@subjectline/contracts';
import { AlertsModule } from '../alerts/alerts.module';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { AppealService } from './appeal.service';
import { DeadlineMetrics } from './deadline-metrics';
import { DeadlineService } from './deadline.service';
import { DeadlinesHandler } from './deadlines.handler';
import { ExtensionService } from './extension.service';
import { LadderService } from './ladder.service';
import { LawService } from './law.service';
import { LawTableStore } from './law-table.store';
import { WarningRoundsService } from './warning-rounds.service';
import { WarningService } from './warning.service';
import { WarningStore } from './warning.store';

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
    answering(LadderService, { read: ReadAssuranceSettings, save: SaveAssuranceSettings }),
    answering(DeadlineService, { read: ReadRequestDeadlines }),
    answering(ExtensionService, { extend: ExtendDeadline }),
    answering(AppealService, { record: RecordAppeal }),
    DeadlinesHandler,
  ],
  imports: [AlertsModule, RequestModule, PersonModule],
  providers: [
    LawService,
    LawTableStore,
    LadderService,
    DeadlineService,
    ExtensionService,
    AppealService,
    WarningStore,
    WarningService,
    WarningRoundsService,
    DeadlineMetrics,
  ],
  exports: [LawService],
})
export class DeadlinesModule {}
