import { Controller, Get, Param, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ReadRequest, ReadRequestLog } from '@subjectline/contracts';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { ExecutionLogResource, toExecutionLog } from './execution-log';
import { requireRequestId } from './request-id';

/** The log of a request as Fides' clients read it; `…/history` beside it has our own words. */
@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request')
export class RequestLogController {
  constructor(private readonly bus: Bus) {}

  @Get(':id/log')
  @FidesEndpoint({
    summary: 'Lists the execution logs of a privacy request, oldest first, without personal data.',
    scope: 'privacy-request:read',
    ...pageReply(ExecutionLogResource),
    errors: ['request_unknown'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @Query() page: PageQuery,
  ): Promise<Page<ExecutionLogResource>> {
    const question = { organization, id: requireRequestId(id) };
    const { policy } = await this.bus.ask(ReadRequest, question);
    const { entries, total } = await this.bus.ask(ReadRequestLog, { ...question, page: { ...page } });
    const [action = 'access'] = policy.actions;
    const shown = entries.map((entry) => toExecutionLog(entry, action));
    return pageOf(shown, total, page);
  }
}
