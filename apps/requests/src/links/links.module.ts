import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ConfirmRequestByLink,
  CreateRequestLink,
  ReadRequestPage,
  RenewRequestLink,
} from '@subjectline/contracts';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { SearchModule } from '../search/search.module';
import { VerificationModule } from '../verification/verification.module';
import { LinkService } from './link.service';

/** Links that verify a request, and the page behind them. */
@Module({
  imports: [RequestModule, PersonModule, SearchModule, VerificationModule],
  controllers: [
    answering(LinkService, {
      create: CreateRequestLink,
      confirm: ConfirmRequestByLink,
      renew: RenewRequestLink,
      readPage: ReadRequestPage,
    }),
  ],
  providers: [LinkService],
})
export class LinksModule {}
