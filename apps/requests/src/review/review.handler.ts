import { Controller } from '@nestjs/common';
import { Does } from '@subjectline/bus';
import { ApproveAutomatically, type ApproveAutomaticallyTask } from '@subjectline/contracts';
import { ReviewService } from './review.service';

@Controller()
export class ReviewHandler {
  constructor(private readonly reviews: ReviewService) {}

  /** Sent by versions that did not approve in the transaction that makes a request pending. */
  @Does(ApproveAutomatically)
  approveAutomatically(task: ApproveAutomaticallyTask): Promise<void> {
    return this.reviews.approveAutomatically(task);
  }
}
