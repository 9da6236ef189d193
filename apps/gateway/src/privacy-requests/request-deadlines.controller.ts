import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { ReadRequestDeadlines, RequestDeadlines } from '@subjectline/contracts';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { requireRequestId } from './request-id';

/** Until when one request has to be answered. */
@ApiTags('Deadlines')
@Controller('api/v1/privacy-request/:id/deadlines')
export class RequestDeadlinesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns the law of a privacy request, its dates, and what they were computed of.',
    scope: 'privacy-request:read',
    reply: RequestDeadlines,
    errors: ['request_unknown', 'deadlines_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<RequestDeadlines> {
    return this.bus.ask(ReadRequestDeadlines, { organization, id: requireRequestId(id) });
  }
}
