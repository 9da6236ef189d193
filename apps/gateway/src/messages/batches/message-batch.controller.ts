import { Controller, Post } from '@nestjs/common';
import { JsonBody } from '../../http/bodies/json-body';
import { readBody } from '../../http/bodies/placed';
import { ApiTags } from '../../openapi/documented';
import { NativeEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { MessageBatch, resultsOf } from './message-batch';
import {
  batchBodyExample as bodyExample,
  batchReplyExample as replyExample,
  BatchResults,
  MessageBatchBody,
  UnreadBatch,
} from './message-batch.resource';
import { MessageClaims } from '../message-claims';

/** Many messages in one call, each accepted or refused on its own. */
@ApiTags('Messages')
@Controller('api/v1/messages/batch')
export class MessageBatchController {
  constructor(
    private readonly batch: MessageBatch,
    private readonly claims: MessageClaims,
  ) {}

  @Post()
  @NativeEndpoint({
    creates: true,
    summary: 'Accepts up to 1,000 messages, each on its own: look at `status` of each result.',
    scope: 'messages:send',
    unaudited: 'Each message has a record of its own.',
    body: MessageBatchBody,
    bodyExample,
    status: 207,
    reply: BatchResults,
    replyExample,
  })
  async send(@CallerOf() { organization }: Caller, @JsonBody() body: unknown): Promise<BatchResults> {
    const { messages } = readBody(UnreadBatch, body);
    const outcomes = await this.batch.send(organization, messages, await this.claims.claimAll(organization));
    const results = resultsOf(outcomes);
    const refused = results.filter(({ status }) => status !== 202).length;
    return { results, accepted: results.length - refused, refused };
  }
}
