import { Controller } from '@nestjs/common';
import { Answers, Does, Hears } from '@subjectline/bus';
import {
  ApproveAutomatically,
  CompleteRequest,
  CreateRequests,
  FindRequestIds,
  IdentityVerified,
  ListRequests,
  MessageUndelivered,
  ReadRequest,
  ReadRequestLog,
  ResendCode,
  ResubmitRequest,
  ReviewRequests,
  CodeExhausted,
  SendReceipt,
  SelectRequests,
  SendSuppressed,
  VerifyRequest,
  type ApproveAutomaticallyTask,
  type CompleteRequestRequest,
  type CreateRequestsRequest,
  type FindRequestIdsRequest,
  type IdentityVerifiedEvent,
  type ListRequestsRequest,
  type MessageUndeliveredEvent,
  type PrivacyRequest,
  type ReadRequestRequest,
  type RequestIds,
  type RequestList,
  type RequestLog,
  type RequestResults,
  type ResendCodeRequest,
  type ResendSchedule,
  type ResubmitRequestRequest,
  type ReviewRequestsRequest,
  type CodeExhaustedEvent,
  type SendReceiptTask,
  type SelectedRequests,
  type SelectRequestsRequest,
  type SendSuppressedEvent,
  type VerifyRequestRequest,
} from '@subjectline/contracts';
import { BulkReviewService } from '../review/bulk-review.service';
import { ConsentService } from '../consent/consent.service';
import { DelayedReceiptService } from './delayed-receipt.service';
import { RequestService } from './request.service';
import { ReviewService } from '../review/review.service';
import { SearchService } from '../search/search.service';
import { VerificationService } from '../verification/verification.service';

@Controller()
export class RequestHandler {
  constructor(
    private readonly requests: RequestService,
    private readonly verification: VerificationService,
    private readonly reviews: ReviewService,
    private readonly bulkReviews: BulkReviewService,
    private readonly search: SearchService,
    private readonly consent: ConsentService,
    private readonly receipts: DelayedReceiptService,
  ) {}

  @Answers(CreateRequests)
  create(request: CreateRequestsRequest): Promise<RequestResults> {
    return this.requests.create(request);
  }

  @Answers(VerifyRequest)
  verify(request: VerifyRequestRequest): Promise<PrivacyRequest> {
    return this.verification.verify(request);
  }

  @Answers(ResendCode)
  resend(request: ResendCodeRequest): Promise<ResendSchedule> {
    return this.verification.resend(request);
  }

  @Answers(ReadRequest)
  read(request: ReadRequestRequest): Promise<PrivacyRequest> {
    return this.search.read(request);
  }

  @Answers(ListRequests)
  list(request: ListRequestsRequest): Promise<RequestList> {
    return this.search.list(request);
  }

  @Answers(FindRequestIds)
  findIds(request: FindRequestIdsRequest): Promise<RequestIds> {
    return this.search.findIds(request);
  }

  @Answers(ReadRequestLog)
  readLog(request: ReadRequestRequest): Promise<RequestLog> {
    return this.search.readLog(request);
  }

  @Answers(SelectRequests)
  async select(request: SelectRequestsRequest): Promise<SelectedRequests> {
    return { ids: await this.search.select(request) };
  }

  @Answers(ReviewRequests)
  review(request: ReviewRequestsRequest): Promise<RequestResults> {
    return this.bulkReviews.review(request);
  }

  @Answers(ResubmitRequest)
  resubmit(request: ResubmitRequestRequest): Promise<PrivacyRequest> {
    return this.reviews.resubmit(request);
  }

  @Answers(CompleteRequest)
  complete(request: CompleteRequestRequest): Promise<PrivacyRequest> {
    return this.reviews.complete(request);
  }

  @Does(ApproveAutomatically)
  approveAutomatically(task: ApproveAutomaticallyTask): Promise<void> {
    return this.reviews.approveAutomatically(task);
  }

  @Does(SendReceipt)
  sendReceipt(task: SendReceiptTask): Promise<void> {
    return this.receipts.send(task);
  }

  /** What it is a proof of, its id tells: each takes its own, and leaves those of other services. */
  @Hears(IdentityVerified, 'requests')
  async identityVerified(event: IdentityVerifiedEvent): Promise<void> {
    await this.verification.identityVerified(event);
    await this.consent.identityVerified(event);
  }

  @Hears(MessageUndelivered, 'requests')
  messageUndelivered(event: MessageUndeliveredEvent): Promise<void> {
    return this.requests.messageUndelivered(event);
  }

  @Hears(CodeExhausted, 'requests')
  codeExhausted(event: CodeExhaustedEvent): Promise<void> {
    return this.requests.codeExhausted(event);
  }

  @Hears(SendSuppressed, 'requests')
  codeSuppressed(event: SendSuppressedEvent): Promise<void> {
    return this.requests.codeSuppressed(event);
  }
}
