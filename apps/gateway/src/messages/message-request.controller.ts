import { Controller, Get, Param, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { MessageRecord } from '@subjectline/contracts';
import { requireRequestId } from '../privacy-requests/request-id';
import { pageReply, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { listMessages, RequestMessagesQuery } from './message-list';

@ApiTags('Messages')
@Controller('api/v1/privacy-request/:id/messages')
export class RequestMessagesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists the messages of a privacy request, newest first.',
    scope: 'messages:read',
    ...pageReply(MessageRecord),
    errors: ['request_unknown'],
  })
  list(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @Query() query: RequestMessagesQuery,
  ): Promise<Page<MessageRecord>> {
    return listMessages(this.bus, organization, { ...query, about: requireRequestId(id) });
  }
}
