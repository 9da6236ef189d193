import { Controller } from '@nestjs/common';
import { Answers, Hears } from '@subjectline/bus';
import {
  ChallengeDisowned,
  ConfirmRequestByLink,
  CreateRequestLink,
  DisowningTakenBack,
  ReadRequestPage,
  RenewRequestLink,
  type ChallengeDisownedEvent,
  type ConfirmedRequest,
  type ConfirmRequestByLinkRequest,
  type CreatedRequestLink,
  type CreateRequestLinkRequest,
  type DisowningTakenBackEvent,
  type ReadRequestPageRequest,
  type RenewRequestLinkRequest,
  type RequestPage,
  type ResendSchedule,
} from '@subjectline/contracts';
import { DisowningService } from '../verification/disowning.service';
import { DsarSearchService } from '../dsar/dsar-search.service';
import { RequestLinkService } from './request-link.service';

@Controller()
export class RequestLinkHandler {
  constructor(
    private readonly links: RequestLinkService,
    private readonly disownings: DisowningService,
    private readonly search: DsarSearchService,
  ) {}

  @Answers(CreateRequestLink)
  create(request: CreateRequestLinkRequest): Promise<CreatedRequestLink> {
    return this.links.create(request);
  }

  @Answers(ConfirmRequestByLink)
  confirm(request: ConfirmRequestByLinkRequest): Promise<ConfirmedRequest> {
    return this.links.confirm(request);
  }

  @Answers(RenewRequestLink)
  renew(request: RenewRequestLinkRequest): Promise<ResendSchedule> {
    return this.links.renew(request);
  }

  @Answers(ReadRequestPage)
  readPage(request: ReadRequestPageRequest): Promise<RequestPage> {
    return this.search.readPage(request);
  }

  @Hears(ChallengeDisowned, 'requests')
  disowned(event: ChallengeDisownedEvent): Promise<void> {
    return this.disownings.heard(event);
  }

  @Hears(DisowningTakenBack, 'requests')
  takenBack(event: DisowningTakenBackEvent): Promise<void> {
    return this.disownings.heard(event);
  }
}
