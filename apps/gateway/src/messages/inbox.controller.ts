import { Controller, Get, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { Inbox, ReadInbox, scopesOfRole } from '@subjectline/contracts';
import { QueryInt } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
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
    summary:
      'Lists messages kept by the `inbox` provider, newest first. For development. Invitations and codes for the console ' +
      'are for callers with every scope.',
    scope: 'messages:read',
    reply: Inbox,
  })
  read(@CallerOf() { organization, scopes }: Caller, @Query() { limit }: InboxQuery): Promise<Inbox> {
    const isOwner = scopesOfRole('owner', organization).every((scope) => scopes.has(scope));
    return this.bus.ask(ReadInbox, { organization, limit, ...(!isOwner && { without_sign_ins: true }) });
  }
}
