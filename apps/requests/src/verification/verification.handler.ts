import { Controller } from '@nestjs/common';
import { Hears } from '@subjectline/bus';
import {
  ChallengeDisowned,
  DisowningTakenBack,
  IdentityVerified,
  type ChallengeDisownedEvent,
  type DisowningTakenBackEvent,
  type IdentityVerifiedEvent,
} from '@subjectline/contracts';
import { ConsentVerificationService } from '../consent/consent-verification.service';
import { DisowningService } from './disowning.service';
import { VerificationService } from './verification.service';

@Controller()
export class VerificationHandler {
  constructor(
    private readonly verification: VerificationService,
    private readonly consent: ConsentVerificationService,
    private readonly disownings: DisowningService,
  ) {}

  /** Each feature recognizes its own subject references; those of other services are ignored. */
  @Hears(IdentityVerified, 'requests')
  async identityVerified(event: IdentityVerifiedEvent): Promise<void> {
    await this.verification.identityVerified(event);
    await this.consent.identityVerified(event);
  }

  @Hears(ChallengeDisowned, 'requests')
  disowned(event: ChallengeDisownedEvent): Promise<void> {
    return this.disownings.update(event);
  }

  @Hears(DisowningTakenBack, 'requests')
  takenBack(event: DisowningTakenBackEvent): Promise<void> {
    return this.disownings.update(event);
  }
}
