import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ReadConsentApprovers, SaveConsentApprovers } from '@subjectline/contracts';
import { ConsentModule } from '../consent/consent.module';
import { PersonModule } from '../person/person.module';
import { ApprovalStore } from './approval.store';
import { ApproverService } from './approver.service';
import { ApproverStore } from './approver.store';
import { LinkedEvents } from './linked-events';
import { ValidationService } from './validation.service';

/** Who has to confirm an event, and the messages that ask them to. */
@Module({
  imports: [ConsentModule, PersonModule],
  controllers: [answering(ApproverService, { read: ReadConsentApprovers, save: SaveConsentApprovers })],
  providers: [ApprovalStore, ApproverStore, ApproverService, LinkedEvents, ValidationService],
  exports: [ApproverService, LinkedEvents, ValidationService],
})
export class ValidationModule {}
