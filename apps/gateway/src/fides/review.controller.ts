import { Controller, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { ReviewRequests } from '@subjectline/contracts';
import { JsonBody } from '../http/json-body';
import { placed, readBody } from '../http/placed';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { requestExample, resultsShape } from './privacy-request.resource';
import { toListResults, type ListResults } from './request-results';
import { DenyBody, ReviewBody } from './review.body';

const ids = ['pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d'];
const reviewed = { succeeded: [requestExample], failed: [] };

interface Decision {
  readonly ids: string[];
  readonly decision: 'approve' | 'deny';
  readonly reason: string | null;
}

@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request/administrate')
export class ReviewController {
  constructor(private readonly bus: Bus) {}

  @Patch('approve')
  @FidesEndpoint({
    summary: 'Approves requests that wait for a review',
    scope: 'privacy-request:review',
    body: ReviewBody,
    bodyExample: { request_ids: ids },
    reply: resultsShape,
    replyExample: reviewed,
  })
  approve(@CallerOf() caller: Caller, @JsonBody() body: unknown): Promise<ListResults> {
    const { request_ids } = readBody(ReviewBody, withNamedIds(body));
    return this.review(caller, { ids: request_ids, decision: 'approve', reason: null });
  }

  @Patch('deny')
  @FidesEndpoint({
    summary: 'Denies requests that wait for a review, with a reason that the person is told',
    scope: 'privacy-request:review',
    body: DenyBody,
    bodyExample: { request_ids: ids, reason: 'We could not find an account for this address.' },
    reply: resultsShape,
    replyExample: reviewed,
  })
  deny(@CallerOf() caller: Caller, @JsonBody() body: unknown): Promise<ListResults> {
    const { request_ids, reason } = readBody(DenyBody, withNamedIds(body));
    return this.review(caller, { ids: request_ids, decision: 'deny', reason: reason ?? null });
  }

  private async review({ organization, clientId }: Caller, decision: Decision): Promise<ListResults> {
    const request = { organization, reviewed_by: clientId, ...decision };
    const results = await placed('body', this.bus.ask(ReviewRequests, request));
    return toListResults(
      results,
      decision.ids,
      (id) => id,
      (id) => ({ privacy_request_id: id }),
    );
  }
}

function withNamedIds(body: unknown): unknown {
  return Array.isArray(body) ? { request_ids: body as unknown[] } : body;
}
