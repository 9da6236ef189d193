import { Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  defaultLocale,
  messageContext,
  MessageHistory,
  MessageRecord,
  messageStates,
  ReadMessage,
  ResendMessage,
  sendTaskOf,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../http/json-body';
import { readText, type Page, type Query as QueryValues } from '../http/page';
import { NativeEndpoint } from '../openapi/endpoint';
import { objectOf, pageShape, text } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { BrokerWatch } from './broker-watch';
import { messageIdFor } from './message-id';
import { listMessages } from './message-list';
import { readMessage, SendMessageBody } from './send-message.body';

interface Accepted {
  readonly id: string;
  readonly state: 'queued';
}

const record = {
  id: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  kind: 'privacy_request_receipt',
  state: 'sent',
  reason: null,
  channel: 'email',
  about: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  service_type: 'mailgun',
  provider_key: 'mailgun',
  provider_message_id: '20260302093001.1.5C3A@mg.example.com',
  attempts: 1,
  created_at: '2026-03-02T09:30:00.000Z',
  next_attempt_at: null,
  settled_at: '2026-03-02T09:30:01.000Z',
  resent_from: null,
} as const satisfies Readonly<MessageRecord>;
const history = {
  ...record,
  tries: [
    {
      number: 1,
      service_type: 'mailgun',
      provider_key: 'mailgun',
      outcome: 'sent',
      code: null,
      started_at: '2026-03-02T09:30:00.000Z',
      finished_at: '2026-03-02T09:30:01.000Z',
    },
  ],
};
const again = {
  ...record,
  id: 'msg_0f7e5b36-1d3c-4c57-9f0c-7c7f4f0f3b52',
  state: 'queued',
  service_type: null,
  provider_key: null,
  provider_message_id: null,
  attempts: 0,
  settled_at: null,
  resent_from: record.id,
};

const idempotencyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key again is the same message',
};

/** Messages by themselves, without a privacy request around them. */
@ApiTags('Messages')
@Controller('api/v1/messages')
export class MessagesController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly broker: BrokerWatch,
  ) {}

  @Post()
  @ApiHeader(idempotencyHeader)
  @NativeEndpoint({
    summary: 'Accepts a message: once this is answered it is stored and will be tried until it is settled',
    scope: 'messages:send',
    body: SendMessageBody,
    bodyExample: {
      kind: 'privacy_request_receipt',
      to: { email: 'ada@example.com' },
      variables: { request_types: 'access' },
    },
    status: 202,
    reply: objectOf({ id: text, state: text }),
    replyExample: { id: record.id, state: 'queued' },
  })
  async send(
    @CallerOf() { organization }: Caller,
    @JsonBody() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<Accepted> {
    const { to, variables = {}, locale = defaultLocale, ...rest } = readMessage(body);
    const id = messageIdFor(this.keys, organization, idempotencyKey);
    const sealed_content = this.keys.sealJson({ to, variables }, messageContext(organization, id));
    this.broker.requireBroker();
    await this.bus.send(sendTaskOf(rest.kind), { id, organization, sealed_content, locale, ...rest }, { id });
    void reply.header('location', `/api/v1/messages/${id}`);
    return { id, state: 'queued' };
  }

  @Get()
  @NativeEndpoint({
    summary: 'Messages, newest first: what became of them, no address and no text',
    scope: 'messages:read',
    query: {
      about: 'Only about this, such as the id of a privacy request',
      state: `One of ${messageStates.join(', ')}`,
      kind: 'Only of this kind, such as privacy_request_receipt',
      page: 'Counted from 1',
      size: 'Up to 100; 50 unless told',
    },
    reply: pageShape(MessageRecord),
    replyExample: { items: [record], total: 1, page: 1, size: 50, pages: 1 },
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: QueryValues,
  ): Promise<Page<MessageRecord>> {
    return listMessages(this.bus, organization, query, readText(query, 'about'));
  }

  @Get(':id')
  @NativeEndpoint({
    summary: 'What became of one message, and every try',
    scope: 'messages:read',
    reply: MessageHistory,
    replyExample: history,
    errors: ['message_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<MessageHistory> {
    return this.bus.ask(ReadMessage, { organization, id: requireMessageId(id) });
  }

  @Post(':id/resend')
  @ApiHeader(idempotencyHeader)
  @NativeEndpoint({
    summary: 'Sends a notice once more, as a message of its own; never a code',
    scope: 'messages:send',
    status: 202,
    reply: MessageRecord,
    replyExample: again,
    errors: ['message_unknown', 'message_not_repeatable'],
  })
  async resend(
    @CallerOf() { organization, clientId }: Caller,
    @Param('id') given: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<MessageRecord> {
    const id = requireMessageId(given);
    const new_id = messageIdFor(this.keys, organization, idempotencyKey, id);
    const request = { organization, id, new_id, resent_by: clientId };
    void reply.header('location', `/api/v1/messages/${new_id}`);
    return this.bus.ask(ResendMessage, request);
  }
}

function requireMessageId(id: string): string {
  if (/^msg_[0-9a-f-]{36}$/.test(id)) return id;
  throw new AppError('message_unknown', { id });
}
