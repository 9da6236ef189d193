import { Controller } from '@nestjs/common';
import { Answers, Does, Hears } from '@subjectline/bus';
import {
  ApproveAutomatically,
  CompleteRequest,
  CreateRequests,
  IdentityVerified,
  ListRequests,
  MessageUndelivered,
  ReadRequest,
  ReviewRequests,
  VerifyRequest,
  type ApproveAutomaticallyTask,
  type CompleteRequestRequest,
  type CreateRequestsRequest,
  type IdentityVerifiedEvent,
  type ListRequestsRequest,
  type MessageUndeliveredEvent,
  type PrivacyRequest,
  type ReadRequestRequest,
  type RequestList,
  type RequestResults,
  type ReviewRequestsRequest,
  type VerifyRequestRequest,
} from '@subjectline/contracts';
import { RequestService } from './request.service';
import { ReviewService } from './review.service';

@Controller()
export class RequestHandler {
  constructor(
    private readonly requests: RequestService,
    private readonly reviews: ReviewService,
  ) {}

  @Answers(CreateRequests)
  create(request: CreateRequestsRequest): Promise<RequestResults> {
    return this.requests.create(request);
  }

  @Answers(VerifyRequest)
  verify(request: VerifyRequestRequest): Promise<PrivacyRequest> {
    return this.requests.verify(request);
  }

  @Answers(ReadRequest)
  read(request: ReadRequestRequest): Promise<PrivacyRequest> {
    return this.requests.read(request);
  }

  @Answers(ListRequests)
  list(request: ListRequestsRequest): Promise<RequestList> {
    return this.requests.list(request);
  }

  @Answers(ReviewRequests)
  review(request: ReviewRequestsRequest): Promise<RequestResults> {
    return this.reviews.review(request);
  }

  @Answers(CompleteRequest)
  complete(request: CompleteRequestRequest): Promise<PrivacyRequest> {
    return this.reviews.complete(request);
  }

  @Does(ApproveAutomatically)
  approveAutomatically(task: ApproveAutomaticallyTask): Promise<void> {
    return this.reviews.approveAutomatically(task);
  }

  @Hears(IdentityVerified, 'requests')
  identityVerified(event: IdentityVerifiedEvent): Promise<void> {
    return this.requests.identityVerified(event);
  }

  @Hears(MessageUndelivered, 'requests')
  messageUndelivered(event: MessageUndeliveredEvent): Promise<void> {
    return this.requests.messageUndelivered(event);
  }
}
