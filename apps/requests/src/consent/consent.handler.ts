import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CreateConsentRequest,
  FindConsent,
  ListConsent,
  ReadConsent,
  SaveConsent,
  VerifyConsentRequest,
  type ConsentList,
  type ConsentPreferences,
  type ConsentRequestCreated,
  type CreateConsentRequestRequest,
  type FindConsentRequest,
  type ListConsentRequest,
  type ReadConsentRequest,
  type SaveConsentRequest,
  type VerifyConsentRequestRequest,
} from '@subjectline/contracts';
import { ConsentService } from './consent.service';

@Controller()
export class ConsentHandler {
  constructor(private readonly consent: ConsentService) {}

  @Answers(CreateConsentRequest)
  create(request: CreateConsentRequestRequest): Promise<ConsentRequestCreated> {
    return this.consent.create(request);
  }

  @Answers(VerifyConsentRequest)
  verify(request: VerifyConsentRequestRequest): Promise<ConsentPreferences> {
    return this.consent.verify(request);
  }

  @Answers(ReadConsent)
  read(request: ReadConsentRequest): Promise<ConsentPreferences> {
    return this.consent.read(request);
  }

  @Answers(SaveConsent)
  save(request: SaveConsentRequest): Promise<ConsentPreferences> {
    return this.consent.save(request);
  }

  @Answers(FindConsent)
  find(request: FindConsentRequest): Promise<ConsentPreferences> {
    return this.consent.find(request);
  }

  @Answers(ListConsent)
  list(request: ListConsentRequest): Promise<ConsentList> {
    return this.consent.list(request);
  }
}
