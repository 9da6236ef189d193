import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { DecideApproval, ReadApproval, ReadApprovalProof } from '@subjectline/contracts';
import { ConsentModule } from '../consent/consent.module';
import { EventsModule } from '../events/events.module';
import { LinksModule } from '../links/links.module';
import { OrganizationModule } from '../organization/organization.module';
import { PersonModule } from '../person/person.module';
import { ProofsModule } from '../proofs/proofs.module';
import { ValidationModule } from '../validation/validation.module';
import { ApprovalPageService } from './approval-page.service';
import { ApprovalService } from './approval.service';
import { IdentityEventsHandler } from './identity-events.handler';
import { MessageFeedbackService } from './message-feedback.service';

/** Decisions by the links of messages, and the pages behind those links. */
@Module({
  imports: [
    ConsentModule,
    EventsModule,
    LinksModule,
    OrganizationModule,
    PersonModule,
    ProofsModule,
    ValidationModule,
  ],
  controllers: [
    answering(ApprovalService, { decide: DecideApproval }),
    answering(ApprovalPageService, { read: ReadApproval, readProof: ReadApprovalProof }),
    IdentityEventsHandler,
  ],
  providers: [ApprovalService, ApprovalPageService, MessageFeedbackService],
})
export class ApprovalsModule {}
