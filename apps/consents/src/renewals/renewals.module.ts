import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { RenewConsentLink } from '@subjectline/contracts';
import { ConsentModule } from '../consent/consent.module';
import { OrganizationModule } from '../organization/organization.module';
import { PersonModule } from '../person/person.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { ValidationModule } from '../validation/validation.module';
import { DecisionRenewalService } from './decision-renewal.service';
import { RenewalService } from './renewal.service';
import { WelcomeRenewalService } from './welcome-renewal.service';

@Module({
  imports: [ConsentModule, OrganizationModule, PersonModule, SignInModule, ValidationModule],
  controllers: [answering(RenewalService, { renew: RenewConsentLink })],
  providers: [RenewalService, DecisionRenewalService, WelcomeRenewalService],
})
export class RenewalsModule {}
