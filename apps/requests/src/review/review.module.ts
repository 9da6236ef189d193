import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CompleteRequest, ReadDecisionNotice, ResubmitRequest, ReviewRequests } from '@subjectline/contracts';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { BulkReviewService } from './bulk-review.service';
import { DecisionNoticeService } from './decision-notice.service';
import { ReviewGateService } from './review-gate.service';
import { ReviewHandler } from './review.handler';
import { ReviewService } from './review.service';

/** Approval by staff or automatically, resubmission and completion. */
@Module({
  imports: [RequestModule, PersonModule],
  controllers: [
    answering(BulkReviewService, { review: ReviewRequests }),
    answering(DecisionNoticeService, { read: ReadDecisionNotice }),
    answering(ReviewService, { resubmit: ResubmitRequest, complete: CompleteRequest }),
    ReviewHandler,
  ],
  providers: [ReviewService, DecisionNoticeService, BulkReviewService, ReviewGateService],
  exports: [ReviewGateService],
})
export class ReviewModule {}
