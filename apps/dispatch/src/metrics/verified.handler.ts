import { Controller } from '@nestjs/common';
import { Hears } from '@subjectline/bus';
import { IdentityVerified, type IdentityVerifiedEvent } from '@subjectline/contracts';
import { VerifiedService } from './verified.service';

@Controller()
export class VerifiedHandler {
  constructor(private readonly verified: VerifiedService) {}

  @Hears(IdentityVerified, 'dispatch')
  count(event: IdentityVerifiedEvent): Promise<void> {
    return this.verified.count(event);
  }
}
