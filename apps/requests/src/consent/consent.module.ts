import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  CreateConsentRequest,
  FindConsent,
  ListConsent,
  ReadConsent,
  SaveConsent,
  VerifyConsentRequest,
} from '@subjectline/contracts';
import { IntakeModule } from '../intake/intake.module';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { ConsentActionService } from './consent-action.service';
import { ConsentSearchService } from './consent-search.service';
import { ConsentService } from './consent.service';
import { ConsentStore } from './consent.store';
import { PreferenceStore } from './preference.store';

/** Consent requests of Fides' API, and the preferences that persons save by them. */
@Module({
  imports: [RequestModule, PersonModule, IntakeModule],
  controllers: [
    answering(ConsentService, {
      create: CreateConsentRequest,
      verify: VerifyConsentRequest,
      read: ReadConsent,
      save: SaveConsent,
    }),
    answering(ConsentSearchService, { find: FindConsent, list: ListConsent }),
  ],
  providers: [ConsentService, ConsentSearchService, ConsentActionService, ConsentStore, PreferenceStore],
  exports: [ConsentService],
})
export class ConsentModule {}
