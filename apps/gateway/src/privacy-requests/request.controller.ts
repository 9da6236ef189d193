import { Controller, Get, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  CompleteRequest,
  ReadRequest,
  ReadRequestLog,
  ReopenRequest,
  RequestLog,
} from '@subjectline/contracts';
import { exampleIn, PrivacyRequestResource, toPrivacyRequestResource } from './privacy-request.resource';
import { requireRequestId } from './request-id';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { CompleteRequestBody } from './complete-request.body';

/** Extensions of Fides' API for privacy requests. */
@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request')
export class RequestController {
  constructor(private readonly bus: Bus) {}

  @Get(':id')
  @NativeEndpoint({
    summary: 'Returns a privacy request.',
    scope: 'privacy-request:read',
    look: true,
    reply: PrivacyRequestResource,
    errors: ['request_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<PrivacyRequestResource> {
    const request = await this.bus.ask(ReadRequest, { organization, id: requireRequestId(id) });
    return toPrivacyRequestResource(request);
  }

  @Get(':id/history')
  @NativeEndpoint({
    summary:
      'Returns the last 1,000 entries of the history of a privacy request, oldest first, without personal data.',
    scope: 'privacy-request:read',
    reply: RequestLog,
    errors: ['request_unknown'],
  })
  readHistory(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<RequestLog> {
    return this.bus.ask(ReadRequestLog, { organization, id: requireRequestId(id) });
  }

  @Post(':id/reopen')
  @NativeEndpoint({
    summary:
      'Reopens a request that was closed as not identified: its person gets a code or a link, and reminders begin again.',
    scope: 'privacy-request:review',
    reply: PrivacyRequestResource,
    replyExample: exampleIn('identity_unverified'),
    errors: ['request_unknown', 'reopening_refused'],
  })
  async reopen(
    @CallerOf() { organization, clientId: reopened_by }: Caller,
    @Param('id') id: string,
  ): Promise<PrivacyRequestResource> {
    const request = { organization, id: requireRequestId(id), reopened_by };
    return toPrivacyRequestResource(await this.bus.ask(ReopenRequest, request));
  }

  @Post(':id/complete')
  @NativeEndpoint({
    summary: 'Marks a request as completed by the engine. Idempotent.',
    scope: 'privacy-request:complete',
    bodyExample: { download_links: ['https://files.example.com/e/8f2c'], link_days: 5 },
    reply: PrivacyRequestResource,
    replyExample: exampleIn('complete'),
    errors: ['request_unknown', 'request_not_completable'],
  })
  async complete(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @JsonBody() { download_links, link_days }: CompleteRequestBody,
  ): Promise<PrivacyRequestResource> {
    const request = {
      organization,
      id: requireRequestId(id),
      ...(download_links && { download_links }),
      ...(link_days !== undefined && { link_days }),
    };
    return toPrivacyRequestResource(await placed('body', this.bus.ask(CompleteRequest, request)));
  }
}
