import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { MessageRecord, messageStates } from '@subjectline/contracts';
import { requireRequestId } from '../privacy-requests/request-lookup';
import { pageReply, type Page, type Query as QueryValues } from '../http/page';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { listMessages } from './message-list';

@ApiTags('Messages')
@Controller('api/v1/privacy-request/:id/messages')
export class RequestMessagesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists the messages of a privacy request, newest first.',
    scope: 'messages:read',
    query: {
      state: `One of ${messageStates.join(', ')}.`,
      kind: 'A message kind, such as `privacy_request_receipt`.',
      page: 'Starts at 1.',
      size: 'Max: 100. Default: 50.',
    },
    ...pageReply(MessageRecord),
    errors: ['request_unknown'],
  })
  list(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @Query() query: QueryValues,
  ): Promise<Page<MessageRecord>> {
    return listMessages(this.bus, organization, query, requireRequestId(id));
  }
}
