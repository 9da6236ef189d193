import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeDsarRequest,
  CreateDsarRequest,
  CreateRequestNote,
  ListDsarRequests,
  ListRequestNotes,
  ReadDsarRequest,
} from '@subjectline/contracts';
import { LawsModule } from '../laws/laws.module';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { ReviewModule } from '../review/review.module';
import { SearchModule } from '../search/search.module';
import { DsarIntakeService } from './dsar-intake.service';
import { DsarSearchService } from './dsar-search.service';
import { DsarStepService } from './dsar-step.service';
import { DsarService } from './dsar.service';
import { NoteService } from './note.service';
import { NoteStore } from './note.store';

/** Requests as Didomi's API creates, changes and lists them, and their notes. */
@Module({
  imports: [LawsModule, RequestModule, PersonModule, SearchModule, ReviewModule],
  controllers: [
    answering(DsarService, { create: CreateDsarRequest, change: ChangeDsarRequest }),
    answering(DsarSearchService, { read: ReadDsarRequest, list: ListDsarRequests }),
    answering(NoteService, { create: CreateRequestNote, list: ListRequestNotes }),
  ],
  providers: [DsarService, DsarIntakeService, DsarStepService, DsarSearchService, NoteService, NoteStore],
})
export class DsarModule {}
