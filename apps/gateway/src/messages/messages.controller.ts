import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { MessageHistory, MessageRecord, newId, ReadMessage } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../http/bodies/json-body';
import { pageReply, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { MessageClaims } from './message-claims';
import { requireMessageId } from './message-id';
import { listMessages, MessagesQuery } from './message-list';
import { MessageSender } from './message-sender';
import { SendMessageBody } from './send-message.body';
import { SendMessageReply } from './send-message.reply';

/** Messages that do not belong to a privacy request. */
@ApiTags('Messages')
@Controller('api/v1/messages')
export class MessagesController {
  constructor(
    private readonly bus: Bus,
    private readonly sender: MessageSender,
    private readonly claims: MessageClaims,
  ) {}

  @Post()
  @NativeEndpoint({
    creates: true,
    summary:
      'Accepts a message for delivery, at once or at a later time. It is stored before this call returns.',
    scope: 'messages:send',
    unaudited: 'Each message has a record of its own.',
    bodyExample: {
      kind: 'privacy_request_receipt',
      to: { email: 'ada@example.com' },
      variables: { request_types: 'access' },
    },
    status: 202,
    reply: SendMessageReply,
  })
  async send(
    @CallerOf() { organization }: Caller,
    @JsonBody() body: SendMessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SendMessageReply> {
    const message = this.sender.check(body, await this.sender.countriesFor(organization, body));
    const id = await this.claims.claim(newId('msg'));
    const [state, suppressed] = await Promise.all([
      this.sender.send(organization, this.sender.seal(organization, id, message)),
      this.sender.suppressedFor(organization, message),
    ]);
    void reply.header('location', `/api/v1/messages/${id}`);
    return { id, state, suppressed };
  }

  @Get()
  @NativeEndpoint({
    summary: 'Lists messages and their status, newest first, without addresses and texts.',
    scope: 'messages:read',
    ...pageReply(MessageRecord),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: MessagesQuery,
  ): Promise<Page<MessageRecord>> {
    return listMessages(this.bus, organization, query);
  }

  @Get(':id')
  @NativeEndpoint({
    summary: 'Returns the status of a message and all delivery attempts.',
    scope: 'messages:read',
    reply: MessageHistory,
    errors: ['message_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<MessageHistory> {
    return this.bus.ask(ReadMessage, { organization, id: requireMessageId(id) });
  }
}
