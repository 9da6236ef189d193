import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../../http/bodies/json-body';
import { pageReply, PageQuery, type Page, type Query as QueryValues } from '../../http/page';
import { FidesEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { FilterSource } from './filter-source';
import { PrivacyRequestResource } from '../privacy-request.resource';
import { readFilter } from './request-filter';
import { bodyOnlyNames, filterBodyShape, filterNames, filterQuery, listQuery } from './request-filter.shape';
import { readListOptions } from './request-list-options';
import { RequestSearchService } from './request-search.service';

@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request')
export class RequestSearchController {
  constructor(
    private readonly requests: RequestSearchService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FidesEndpoint({
    summary: 'Lists privacy requests, newest first.',
    scope: 'privacy-request:read',
    query: { ...filterQuery, ...listQuery },
    ...pageReply(PrivacyRequestResource),
    errors: ['filters_contradict', 'search_too_wide', 'report_too_long'],
  })
  list(
    @CallerOf() caller: Caller,
    @Query() page: PageQuery,
    @Query() query: QueryValues,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<PrivacyRequestResource> | string> {
    const source = FilterSource.ofQuery(query);
    return this.find(caller, [source], page, reply);
  }

  @Post('search')
  @FidesEndpoint({
    summary: 'Searches privacy requests with filters in the body, so that no address is in a URL.',
    scope: 'privacy-request:read',
    body: filterBodyShape,
    bodyExample: { status: ['pending'], identities: { email: 'ada@example.com' } },
    query: { ...listQuery },
    ...pageReply(PrivacyRequestResource),
    errors: ['filters_contradict', 'search_too_wide', 'report_too_long'],
  })
  search(
    @CallerOf() caller: Caller,
    @Query() page: PageQuery,
    @Query() query: QueryValues,
    @Res({ passthrough: true }) reply: FastifyReply,
    @JsonBody() body: unknown = {},
  ): Promise<Page<PrivacyRequestResource> | string> {
    const source = FilterSource.ofBody(body, ['body'], filterNames);
    const inQuery = FilterSource.ofQuery(query);
    inQuery.refuseAny(bodyOnlyNames, 'must be in the body');
    return this.find(caller, [source, inQuery], page, reply);
  }

  /** @param sources the first holds the filters; options may stand in any of them */
  private async find(
    { organization }: Caller,
    sources: readonly [FilterSource, ...FilterSource[]],
    page: PageQuery,
    reply: FastifyReply,
  ): Promise<Page<PrivacyRequestResource> | string> {
    const filter = readFilter(sources[0]);
    const options = readListOptions(...sources);
    if (!options.asCsv) return this.requests.page(organization, filter, options, page);
    const report = await this.requests.report(organization, filter, options);
    const name = `privacy_requests_download_${this.clock.now().toISOString().slice(0, 10)}.csv`;
    void reply.header('content-type', 'text/csv; charset=utf-8');
    void reply.header('content-disposition', `attachment; filename=${name}`);
    return report;
  }
}
