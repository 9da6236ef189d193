import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ChangeDsarRequest,
  CreateDsarRequest,
  CreateRequestNote,
  ListDsarRequests,
  ListRequestNotes,
  ReadDsarRequest,
  type ChangeDsarRequestRequest,
  type CreateDsarRequestRequest,
  type CreateRequestNoteRequest,
  type DsarOutcome,
  type DsarRequest,
  type DsarRequestList,
  type ListDsarRequestsRequest,
  type ListRequestNotesRequest,
  type ReadDsarRequestRequest,
  type RequestNote,
  type RequestNoteList,
} from '@subjectline/contracts';
import { DsarSearchService } from './dsar-search.service';
import { DsarService } from './dsar.service';
import { NoteService } from './note.service';

@Controller()
export class DsarHandler {
  constructor(
    private readonly requests: DsarService,
    private readonly search: DsarSearchService,
    private readonly notes: NoteService,
  ) {}

  @Answers(CreateDsarRequest)
  create(request: CreateDsarRequestRequest): Promise<DsarOutcome> {
    return this.requests.create(request);
  }

  @Answers(ChangeDsarRequest)
  change(request: ChangeDsarRequestRequest): Promise<DsarOutcome> {
    return this.requests.change(request);
  }

  @Answers(ReadDsarRequest)
  read(request: ReadDsarRequestRequest): Promise<DsarRequest> {
    return this.search.read(request);
  }

  @Answers(ListDsarRequests)
  list(request: ListDsarRequestsRequest): Promise<DsarRequestList> {
    return this.search.list(request);
  }

  @Answers(CreateRequestNote)
  createNote(request: CreateRequestNoteRequest): Promise<RequestNote> {
    return this.notes.create(request);
  }

  @Answers(ListRequestNotes)
  listNotes(request: ListRequestNotesRequest): Promise<RequestNoteList> {
    return this.notes.list(request);
  }
}
