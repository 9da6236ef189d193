import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ConfirmRequestByLink,
  CreateRequestLink,
  ReadRequestPage,
  RenewRequestLink,
  SignDeclaration,
} from '@subjectline/contracts';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { SearchModule } from '../search/search.module';
import { VerificationModule } from '../verification/verification.module';
import { DeclarationService } from './declaration.service';
import { LinkService } from './link.service';

/** Links that verify a request, and the page behind them. */
@Module({
  imports: [RequestModule, PersonModule, SearchModule, VerificationModule],
  controllers: [
    answering(DeclarationService, { sign: SignDeclaration }),
    answering(LinkService, {
      create: CreateRequestLink,
      confirm: ConfirmRequestByLink,
      renew: RenewRequestLink,
      readPage: ReadRequestPage,
    }),
  ],
  providers: [LinkService, DeclarationService],
})
export class LinksModule {}
