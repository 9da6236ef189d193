import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  CorrectAddress,
  NoteDataPoints,
  NoteDocument,
  RaiseAssurance,
  ReadAssurance,
  ReopenRequest,
  ResendCode,
  VerifyRequest,
  VerifySession,
} from '@subjectline/contracts';
import { ConsentModule } from '../consent/consent.module';
import { LawsModule } from '../laws/laws.module';
import { IntakeModule } from '../intake/intake.module';
import { PersonModule } from '../person/person.module';
import { ReceiptsModule } from '../receipts/receipts.module';
import { RequestModule } from '../request/request.module';
import { ReviewModule } from '../review/review.module';
import { SearchModule } from '../search/search.module';
import { ConfirmationService } from './confirmation.service';
import { CorrectionService } from './correction.service';
import { DisowningService } from './disowning.service';
import { EvidenceService } from './evidence.service';
import { ProofsInHand } from './proofs-in-hand';
import { RaiseService } from './raise.service';
import { ReminderRoundsService } from './reminder-rounds.service';
import { ReminderService } from './reminder.service';
import { ReopeningService } from './reopening.service';
import { ResendService } from './resend.service';
import { SessionService } from './session.service';
import { VerificationHandler } from './verification.handler';
import { VerificationService } from './verification.service';

/** Persons prove who they are, ask for another code, or disown a request. */
@Module({
  imports: [
    RequestModule,
    PersonModule,
    SearchModule,
    ReviewModule,
    LawsModule,
    IntakeModule,
    ConsentModule,
    ReceiptsModule,
  ],
  controllers: [
    answering(VerificationService, { verify: VerifyRequest }),
    answering(ResendService, { resend: ResendCode }),
    answering(CorrectionService, { correct: CorrectAddress }),
    answering(SessionService, { verify: VerifySession }),
    answering(RaiseService, { raise: RaiseAssurance }),
    answering(ReopeningService, { reopen: ReopenRequest }),
    answering(EvidenceService, {
      read: ReadAssurance,
      noteDataPoints: NoteDataPoints,
      noteDocument: NoteDocument,
    }),
    VerificationHandler,
  ],
  providers: [
    VerificationService,
    ConfirmationService,
    ProofsInHand,
    ResendService,
    CorrectionService,
    DisowningService,
    SessionService,
    RaiseService,
    EvidenceService,
    ReopeningService,
    ReminderService,
    ReminderRoundsService,
  ],
  exports: [ConfirmationService, ProofsInHand, ResendService],
})
export class VerificationModule {}
