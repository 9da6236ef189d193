import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  FindRequestIds,
  ListRequests,
  ReadRequest,
  ReadRequestLog,
  SelectRequests,
} from '@subjectline/contracts';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { SealedSearch } from './sealed-search';
import { SearchService } from './search.service';

/** Reads, lists and filters requests for Fides' API, and for the other features. */
@Module({
  imports: [RequestModule, PersonModule],
  controllers: [
    answering(SearchService, {
      read: ReadRequest,
      list: ListRequests,
      findIds: FindRequestIds,
      readLog: ReadRequestLog,
      select: SelectRequests,
    }),
  ],
  providers: [SearchService, SealedSearch],
  exports: [SearchService],
})
export class SearchModule {}
