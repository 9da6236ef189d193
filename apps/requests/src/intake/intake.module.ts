import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CreateRequests } from '@subjectline/contracts';
import { AlertsModule } from '../alerts/alerts.module';
import { LawsModule } from '../laws/laws.module';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { ReviewModule } from '../review/review.module';
import { CallerAllowance } from './caller-allowance';
import { DelayedReceiptService } from './delayed-receipt.service';
import { DuplicateService } from './duplicate.service';
import { DuplicateStore } from './duplicate.store';
import { IntakeService } from './intake.service';
import { ReceiptService } from './receipt.service';
import { RequestEventsHandler } from './request-events.handler';
import { RequestEventsService } from './request-events.service';
import { RequestService } from './request.service';

/** New requests of Fides' API: duplicates, limits, codes and receipts. */
@Module({
  imports: [LawsModule, RequestModule, PersonModule, ReviewModule, AlertsModule],
  controllers: [answering(RequestService, { create: CreateRequests }), RequestEventsHandler],
  providers: [
    RequestService,
    IntakeService,
    DuplicateService,
    DuplicateStore,
    CallerAllowance,
    ReceiptService,
    DelayedReceiptService,
    RequestEventsService,
  ],
  exports: [IntakeService, DuplicateService],
})
export class IntakeModule {}
