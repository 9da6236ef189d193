import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CreateConsentToken } from '@subjectline/contracts';
import { OrganizationModule } from '../organization/organization.module';
import { PersonModule } from '../person/person.module';
import { CallerService } from './caller.service';
import { TokenIssueService } from './token-issue.service';
import { TokenService } from './token.service';

@Module({
  imports: [OrganizationModule, PersonModule],
  controllers: [answering(TokenIssueService, { create: CreateConsentToken })],
  providers: [TokenService, TokenIssueService, CallerService],
  exports: [TokenService, CallerService],
})
export class TokensModule {}
