import { Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  CreateRequests,
  defaultOrganization,
  ListRequests,
  NewRequest,
  requestStatuses,
  VerifyRequest,
  type PrivacyRequest,
} from '@subjectline/contracts';
import { JsonBody } from '../http/json-body';
import {
  pageOf,
  readPageQuery,
  readText,
  readWords,
  type Page,
  type Query as QueryValues,
} from '../http/page';
import { placed, readBody } from '../http/placed';
import { FidesEndpoint } from '../openapi/endpoint';
import { listOf, pageShape } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { localeOf } from './accept-language';
import { readNewRequests, type Origin } from './new-requests';
import {
  privacyRequestShape,
  requestExample,
  resultsShape,
  toPrivacyRequestResource,
} from './privacy-request.resource';
import { findRequest, requireRequestId } from './request-lookup';
import { toListResults, type ListResults } from './request-results';
import { VerifyBody } from './review.body';

const newRequests = [{ policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } }];
const created = { succeeded: [requestExample], failed: [] };

@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request')
export class PrivacyRequestController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @FidesEndpoint({
    summary: 'A person asks; the public form sends this. Up to 50 at once',
    body: listOf(NewRequest),
    bodyExample: newRequests,
    reply: resultsShape,
    replyExample: created,
  })
  create(@JsonBody() body: unknown, @Headers('accept-language') language?: string): Promise<ListResults> {
    return this.createFor(body, {
      organization: defaultOrganization,
      submitted_by: null,
      locale: localeOf(language),
    });
  }

  @Post('authenticated')
  @FidesEndpoint({
    summary: 'Somebody known asks for a person: neither code nor receipt',
    scope: 'privacy-request:create',
    body: listOf(NewRequest),
    bodyExample: newRequests,
    reply: resultsShape,
    replyExample: created,
  })
  createAuthenticated(
    @CallerOf() { organization, clientId }: Caller,
    @JsonBody() body: unknown,
    @Headers('accept-language') language?: string,
  ): Promise<ListResults> {
    return this.createFor(body, { organization, submitted_by: clientId, locale: localeOf(language) });
  }

  @Post(':id/verify')
  @FidesEndpoint({
    summary: 'The person proves to have received the code',
    body: VerifyBody,
    bodyExample: { code: '482913' },
    reply: privacyRequestShape,
    replyExample: requestExample,
    errors: ['request_unknown', 'request_not_awaiting_code', 'code_expired', 'code_incorrect', 'code_limit'],
  })
  async verify(@Param('id') id: string, @JsonBody() body: unknown): Promise<object> {
    const { code } = readBody(VerifyBody, body);
    const request = { organization: defaultOrganization, id: requireRequestId(id), code };
    return toPrivacyRequestResource(await placed('body', this.bus.ask(VerifyRequest, request)));
  }

  @Get()
  @FidesEndpoint({
    summary: 'Privacy requests, newest first',
    scope: 'privacy-request:read',
    query: {
      status: 'Only of this status; may be given several times',
      request_id: 'Only the one with this id',
      page: 'Counted from 1',
      size: 'Up to 100; 50 unless told',
    },
    reply: pageShape(privacyRequestShape),
    replyExample: { items: [requestExample], total: 1, page: 1, size: 50, pages: 1 },
  })
  async list(@CallerOf() { organization }: Caller, @Query() query: QueryValues): Promise<Page<object>> {
    const statuses = readWords(query, 'status', requestStatuses);
    const id = readText(query, 'request_id');
    const page = readPageQuery(query);
    const { items, total } =
      id === undefined
        ? await this.bus.ask(ListRequests, {
            organization,
            ...(statuses.length > 0 && { filter: { statuses } }),
            ...page,
          })
        : onePageOf(await findRequest(this.bus, organization, id), statuses);
    return pageOf(items.map(toPrivacyRequestResource), total, page);
  }

  private async createFor(body: unknown, origin: Origin): Promise<ListResults> {
    const request = readNewRequests(body, origin);
    const results = await placed('body', this.bus.ask(CreateRequests, request), 'requests');
    return toListResults(
      results,
      request.requests,
      ({ policy_key }) => policy_key,
      (input) => input,
    );
  }
}

function onePageOf(
  request: PrivacyRequest | null,
  statuses: readonly string[],
): { items: PrivacyRequest[]; total: number } {
  const fits = request && (statuses.length === 0 || statuses.includes(request.status));
  return fits ? { items: [request], total: 1 } : { items: [], total: 0 };
}
