import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  CreateConsentRequest,
  FindConsent,
  ListConsent,
  ReadConsent,
  ReadConsentReceipt,
  SaveConsent,
  VerifyConsentRequest,
} from '@subjectline/contracts';
import { LawsModule } from '../laws/laws.module';
import { IntakeModule } from '../intake/intake.module';
import { PersonModule } from '../person/person.module';
import { ReceiptsModule } from '../receipts/receipts.module';
import { RequestModule } from '../request/request.module';
import { ConsentActionService } from './consent-action.service';
import { ConsentSearchService } from './consent-search.service';
import { ConsentVerificationService } from './consent-verification.service';
import { ConsentService } from './consent.service';
import { ConsentStore } from './consent.store';
import { PreferenceStore } from './preference.store';

/** Consent requests of Fides' API, and the preferences that persons save by them. */
@Module({
  imports: [LawsModule, RequestModule, PersonModule, IntakeModule, ReceiptsModule],
  controllers: [
    answering(ConsentService, {
      create: CreateConsentRequest,
      verify: VerifyConsentRequest,
      read: ReadConsent,
      save: SaveConsent,
    }),
    answering(ConsentVerificationService, { readReceipt: ReadConsentReceipt }),
    answering(ConsentSearchService, { find: FindConsent, list: ListConsent }),
  ],
  providers: [
    ConsentService,
    ConsentVerificationService,
    ConsentSearchService,
    ConsentActionService,
    ConsentStore,
    PreferenceStore,
  ],
  exports: [ConsentVerificationService],
})
export class ConsentModule {}
