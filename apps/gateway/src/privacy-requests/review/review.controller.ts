import { Controller, Patch } from '@nestjs/common';
import type { Decision } from '@subjectline/contracts';
import { placed } from '../../http/bodies/placed';
import { ApiTags } from '../../openapi/documented';
import { FidesEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { BulkReviews } from './bulk-review.service';
import { RequestResultsResource, resultsIn } from '../privacy-request.resource';
import { toReviewResults } from './request-results';
import { DenyBody, ReviewBody, SelectionBody, selectionOf } from './review.body';

const ids = ['pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d'];

/** Each request on its own: what cannot be decided is named with its reason, the others are. */
@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request/administrate')
export class ReviewController {
  constructor(private readonly reviews: BulkReviews) {}

  @Patch('approve')
  @FidesEndpoint({
    summary: 'Approves requests that are pending review.',
    scope: 'privacy-request:review',
    bodyExample: { request_ids: ids },
    reply: RequestResultsResource,
    replyExample: resultsIn('approved'),
    errors: ['selection_empty', 'selection_too_large'],
  })
  approve(@CallerOf() caller: Caller, @SelectionBody() body: ReviewBody): Promise<RequestResultsResource> {
    return this.review(caller, 'approve', body);
  }

  @Patch('deny')
  @FidesEndpoint({
    summary: 'Denies requests that are pending review. The person is told the reason.',
    scope: 'privacy-request:review',
    bodyExample: { request_ids: ids, reason: 'We could not find an account for this address.' },
    reply: RequestResultsResource,
    replyExample: resultsIn('denied'),
    errors: ['selection_empty', 'selection_too_large'],
  })
  deny(@CallerOf() caller: Caller, @SelectionBody() body: DenyBody): Promise<RequestResultsResource> {
    return this.review(caller, 'deny', body, body.reason);
  }

  @Patch('cancel')
  @FidesEndpoint({
    summary: 'Cancels requests that have not been started. Sends no message.',
    scope: 'privacy-request:review',
    bodyExample: { filters: { status: ['identity_unverified'], created_lt: '2026-01-01T00:00:00Z' } },
    reply: RequestResultsResource,
    replyExample: resultsIn('canceled'),
    errors: ['selection_empty', 'selection_too_large'],
  })
  cancel(@CallerOf() caller: Caller, @SelectionBody() body: ReviewBody): Promise<RequestResultsResource> {
    return this.review(caller, 'cancel', body);
  }

  private async review(
    { organization, clientId }: Caller,
    decision: Decision,
    body: ReviewBody,
    reason: string | null = null,
  ): Promise<RequestResultsResource> {
    const review = { organization, reviewed_by: clientId, decision, reason };
    return toReviewResults(await placed('body', this.reviews.review(review, selectionOf(body))), decision);
  }
}
