import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { Inbox, ReadInbox } from '@subjectline/contracts';
import { QueryInt } from '../http/query/query-fields';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

class InboxQuery {
  @QueryInt({ min: 1, max: 100 }, 'Max: 100. Default: 50.') limit: number = 50;
}

@ApiTags('Messages')
@Controller('api/v1/inbox')
export class InboxController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists messages kept by the `inbox` provider, newest first. For development.',
    scope: 'messages:read',
    reply: Inbox,
  })
  read(@CallerOf() { organization }: Caller, @Query() { limit }: InboxQuery): Promise<Inbox> {
    return this.bus.ask(ReadInbox, { organization, limit });
  }
}
