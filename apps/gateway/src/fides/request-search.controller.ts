import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { ListRequests, type RequestFilter } from '@subjectline/contracts';
import { JsonBody } from '../http/json-body';
import { pageOf, readPageQuery, type Page, type Query as QueryValues } from '../http/page';
import { FidesEndpoint } from '../openapi/endpoint';
import { pageShape } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { privacyRequestShape, requestExample, toPrivacyRequestResource } from './privacy-request.resource';
import { readFilterBody } from './request-filter-body';
import { filterBodyShape } from './request-filter.shape';
import { filterQuery, listQuery, readFilterQuery, readListOptions } from './request-filter-query';

const paging = { page: 'Counted from 1', size: 'Up to 100; 50 unless told' };
const found = { items: [requestExample], total: 1, page: 1, size: 50, pages: 1 };

@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request')
export class RequestSearchController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @FidesEndpoint({
    summary: 'Privacy requests, newest first',
    scope: 'privacy-request:read',
    query: { ...filterQuery, ...listQuery, ...paging },
    reply: pageShape(privacyRequestShape),
    replyExample: found,
  })
  list(@CallerOf() caller: Caller, @Query() query: QueryValues): Promise<Page<object>> {
    return this.find(caller, readFilterQuery(query), query);
  }

  @Post('search')
  @FidesEndpoint({
    summary: 'The same with filters in the body, where no address stands in a URL',
    scope: 'privacy-request:read',
    body: filterBodyShape,
    bodyExample: { status: ['pending'], identities: { email: 'ada@example.com' } },
    query: { ...listQuery, ...paging },
    reply: pageShape(privacyRequestShape),
    replyExample: found,
  })
  search(
    @CallerOf() caller: Caller,
    @Query() query: QueryValues,
    @JsonBody() body: unknown = {},
  ): Promise<Page<object>> {
    return this.find(caller, readFilterBody(body, ['body']), query);
  }

  private async find(
    { organization }: Caller,
    filter: RequestFilter,
    query: QueryValues,
  ): Promise<Page<object>> {
    const page = readPageQuery(query);
    const request = { organization, filter, ...readListOptions(query), ...page };
    const { items, total } = await this.bus.ask(ListRequests, request);
    return pageOf(items.map(toPrivacyRequestResource), total, page);
  }
}
