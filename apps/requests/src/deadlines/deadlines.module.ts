import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  AcknowledgeRequest,
  AskClarification,
  ExtendDeadline,
  ReadRequestDeadlines,
  RecordAppeal,
  RecordClarification,
} from '@subjectline/contracts';
import { AlertsModule } from '../alerts/alerts.module';
import { LawsModule } from '../laws/laws.module';
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
import { WarningRoundsService } from './warnings/warning-rounds.service';
import { WarningService } from './warnings/warning.service';
import { WarningStore } from './warnings/warning.store';

/** Until when requests have to be answered, by law. */
@Module({
  controllers: [
    answering(DeadlineService, { read: ReadRequestDeadlines }),
    answering(ExtensionService, { extend: ExtendDeadline }),
    answering(AppealService, { record: RecordAppeal }),
    answering(AcknowledgementService, { acknowledge: AcknowledgeRequest }),
    answering(ClarificationService, { ask: AskClarification, record: RecordClarification }),
    DeadlinesHandler,
  ],
  imports: [LawsModule, AlertsModule, RequestModule, PersonModule],
  providers: [
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
})
export class DeadlinesModule {}
