import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { AppError, Clock, type RequestFilter } from '@subjectline/contracts';
import { fieldsOf } from '@subjectline/schema';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../../http/bodies/json-body';
import { pageReply, PageQuery, type Page, type Query as QueryValues } from '../../http/page';
import { ApiTags } from '../../openapi/documented';
import { FidesEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { PrivacyRequestResource } from '../privacy-request.resource';
import { readFilter } from './request-filter';
import { readListOptions, type ListOptions } from './request-list-options';
import { ListOptionsQuery, RequestListQuery, RequestSearchBody } from './request-search.body';
import { RequestSearchService } from './request-search.service';

/** With one of these, the list shows persons or is of one. */
const lookingParameters = [
  'identity',
  'identities',
  'external_id',
  'include_identities',
  'custom_privacy_request_fields',
  'include_custom_privacy_request_fields',
  'download_csv',
];

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
    look: lookingParameters,
    ...pageReply(PrivacyRequestResource),
    errors: ['filters_contradict', 'search_too_wide', 'report_too_long'],
  })
  list(
    @CallerOf() caller: Caller,
    @Query() page: PageQuery,
    @Query() query: RequestListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<PrivacyRequestResource> | string> {
    const filter = readFilter(query, ['query']);
    return this.find(caller, { ...readListOptions(query), filter }, page, reply);
  }

  @Post('search')
  @FidesEndpoint({
    summary: 'Searches privacy requests with filters in the body, so that no address is in a URL.',
    scope: 'privacy-request:read',
    look: true,
    bodyExample: { status: ['pending'], identities: { email: 'ada@example.com' } },
    ...pageReply(PrivacyRequestResource),
    errors: ['filters_contradict', 'search_too_wide', 'report_too_long'],
  })
  search(
    @CallerOf() caller: Caller,
    @Query() page: PageQuery,
    @Query() inQuery: ListOptionsQuery,
    @Query() query: QueryValues,
    @Res({ passthrough: true }) reply: FastifyReply,
    @JsonBody({ isOptional: true }) body: RequestSearchBody,
  ): Promise<Page<PrivacyRequestResource> | string> {
    refuseFilters(query);
    const filter = readFilter(body, ['body']);
    return this.find(caller, { ...readListOptions(body, inQuery), filter }, page, reply);
  }

  private async find(
    { organization }: Caller,
    { filter, ...options }: ListOptions & { readonly filter: RequestFilter },
    page: PageQuery,
    reply: FastifyReply,
  ): Promise<Page<PrivacyRequestResource> | string> {
    if (!options.asCsv) return this.requests.page(organization, filter, options, page);
    const report = await this.requests.report(organization, filter, options);
    const name = `privacy_requests_download_${this.clock.now().toISOString().slice(0, 10)}.csv`;
    void reply.header('content-type', 'text/csv; charset=utf-8');
    void reply.header('content-disposition', `attachment; filename=${name}`);
    return report;
  }
}

/** A search takes its filters in the body alone, so that no address is in a URL. */
function refuseFilters(query: QueryValues): void {
  const options = fieldsOf(ListOptionsQuery);
  const filters = [...fieldsOf(RequestListQuery).keys()].filter((name) => !options.has(name));
  const given = Object.keys(query).map((parameter) => parameter.replace(/\[.*$/, ''));
  const misplaced = filters.find((name) => given.includes(name));
  if (misplaced === undefined) return;
  const problem = { path: ['query', misplaced], rule: 'extra', message: 'must be in the body' };
  throw new AppError('invalid', {}, [problem]);
}
