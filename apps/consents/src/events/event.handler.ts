import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ChangeConsentEvent,
  CreateConsentEvent,
  DeleteConsentEvent,
  DeleteConsentEvents,
  ListConsentEvents,
  ReadConsentEvent,
  ResendConsentEvent,
  type ChangeConsentEventRequest,
  type ConsentEvent,
  type ConsentEventList,
  type ConsentEventResult,
  type CreateConsentEventRequest,
  type DeleteConsentEventRequest,
  type DeleteConsentEventsRequest,
  type DeletedConsentEvents,
  type ListConsentEventsRequest,
  type ReadConsentEventRequest,
  type ResendConsentEventRequest,
} from '@subjectline/contracts';
import { EventReaderService } from './event-reader.service';
import { EventService } from './event.service';
import { ResendService } from './resend.service';

@Controller()
export class EventHandler {
  constructor(
    private readonly events: EventService,
    private readonly reader: EventReaderService,
    private readonly resends: ResendService,
  ) {}

  @Answers(CreateConsentEvent)
  create(request: CreateConsentEventRequest): Promise<ConsentEventResult> {
    return this.events.create(request);
  }

  @Answers(ReadConsentEvent)
  read(request: ReadConsentEventRequest): Promise<ConsentEvent> {
    return this.reader.read(request);
  }

  @Answers(ListConsentEvents)
  list(request: ListConsentEventsRequest): Promise<ConsentEventList> {
    return this.reader.list(request);
  }

  @Answers(ChangeConsentEvent)
  change(request: ChangeConsentEventRequest): Promise<ConsentEventResult> {
    return this.events.change(request);
  }

  @Answers(DeleteConsentEvent)
  delete(request: DeleteConsentEventRequest): Promise<DeletedConsentEvents> {
    return this.events.delete(request);
  }

  @Answers(DeleteConsentEvents)
  deleteAll(request: DeleteConsentEventsRequest): Promise<DeletedConsentEvents> {
    return this.events.deleteAll(request);
  }

  @Answers(ResendConsentEvent)
  resend(request: ResendConsentEventRequest): Promise<ConsentEventResult> {
    return this.resends.resend(request);
  }
}
