import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { Inbox, ReadInbox } from '@subjectline/contracts';
import { readNumber, type Query as QueryValues } from '../http/page';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

@ApiTags('Messages')
@Controller('api/v1/inbox')
export class InboxController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists messages kept by the `inbox` provider, newest first. For development.',
    scope: 'messages:read',
    query: { limit: 'Max: 100. Default: 50.' },
    reply: Inbox,
  })
  read(@CallerOf() { organization }: Caller, @Query() query: QueryValues): Promise<Inbox> {
    const limit = readNumber(query, 'limit', { from: 1, to: 100, otherwise: 50 });
    return this.bus.ask(ReadInbox, { organization, limit });
  }
}
