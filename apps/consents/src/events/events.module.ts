import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeConsentEvent,
  CreateConsentEvent,
  DeleteConsentEvent,
  DeleteConsentEvents,
  ListConsentEvents,
  ListPendingConsentEvents,
  ReadConsentEvent,
  ResendConsentEvent,
} from '@subjectline/contracts';
import { ConsentModule } from '../consent/consent.module';
import { PersonModule } from '../person/person.module';
import { ProofsModule } from '../proofs/proofs.module';
import { TokensModule } from '../tokens/tokens.module';
import { ValidationModule } from '../validation/validation.module';
import { DecisionIntents } from './decision-intents';
import { EventChangeService } from './event-change.service';
import { EventDecisionService } from './event-decision.service';
import { EventReaderService } from './event-reader.service';
import { EventRemovalService } from './event-removal.service';
import { EventService } from './event.service';
import { IntakeService } from './intake.service';
import { IntentStore } from './intent.store';
import { ResendService } from './resend.service';

@Module({
  imports: [ConsentModule, PersonModule, ProofsModule, TokensModule, ValidationModule],
  controllers: [
    answering(EventService, { create: CreateConsentEvent, change: ChangeConsentEvent }),
    answering(EventReaderService, {
      read: ReadConsentEvent,
      list: ListConsentEvents,
      listPending: ListPendingConsentEvents,
    }),
    answering(EventRemovalService, { delete: DeleteConsentEvent, deleteAll: DeleteConsentEvents }),
    answering(ResendService, { resend: ResendConsentEvent }),
  ],
  providers: [
    IntakeService,
    EventService,
    EventReaderService,
    EventChangeService,
    EventDecisionService,
    EventRemovalService,
    ResendService,
    IntentStore,
    DecisionIntents,
  ],
  exports: [IntakeService, EventChangeService, EventDecisionService, DecisionIntents],
})
export class EventsModule {}
