import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  AcknowledgeRequest,
  AskClarification,
  ExtendDeadline,
  ListLaws,
  ReadAssuranceSettings,
  ReadDeadlineSettings,
  ReadLaw,
  ReadRequestDeadlines,
  RecordAppeal,
  RecordClarification,
  RemoveLaw,
  SaveAssuranceSettings,
  SaveDeadlineSettings,
  SaveLaw,
} from '@subjectline/contracts';
import { AlertsModule } from '../alerts/alerts.module';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { AcknowledgementService } from './acknowledgement.service';
import { AcknowledgementStore } from './acknowledgement.store';
import { AppealService } from './appeal.service';
import { ClarificationService } from './clarification.service';
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
    answering(AcknowledgementService, { acknowledge: AcknowledgeRequest }),
    answering(ClarificationService, { ask: AskClarification, record: RecordClarification }),
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
    AcknowledgementStore,
    AcknowledgementService,
    ClarificationService,
    WarningStore,
    WarningService,
    WarningRoundsService,
    DeadlineMetrics,
  ],
  exports: [LawService],
})
export class DeadlinesModule {}
