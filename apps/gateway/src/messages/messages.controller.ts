import { OneOf, PickFields } from '@subjectline/schema';
import { Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus, currentIdempotency } from '@subjectline/bus';
import {
  AppError,
  defaultLocale,
  messageContext,
  isPhoneAllowed,
  MessageHistory,
  messageIdPattern,
  MessageKeys,
  MessageRecord,
  newId,
  PublicSettings,
  ReadMessage,
  ResendMessage,
  SendMessageNow,
  sendTaskOf,
  type Channel,
  type ContactAddress,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../http/bodies/json-body';
import { pageReply, type Page } from '../http/page';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { BrokerWatch } from '../health/broker-watch';
import { resentExample, waitingExample } from './message-examples';
import { resentIdFor } from './message-id';
import { listMessages, MessagesQuery } from './message-list';
import { checkMessage, SendMessageBody } from './send-message.body';

class AcceptedMessage extends PickFields(MessageRecord, ['id']) {
  @OneOf(['queued']) state!: 'queued';
}

/** Messages that do not belong to a privacy request. */
@ApiTags('Messages')
@Controller('api/v1/messages')
export class MessagesController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly broker: BrokerWatch,
  ) {}

  @Post()
  @NativeEndpoint({
    creates: true,
    summary: 'Accepts a message for delivery. It is stored before this call returns.',
    scope: 'messages:send',
    bodyExample: {
      kind: 'privacy_request_receipt',
      to: { email: 'ada@example.com' },
      variables: { request_types: 'access' },
    },
    status: 202,
    reply: AcceptedMessage,
  })
  async send(
    @CallerOf() { organization }: Caller,
    @JsonBody() message: SendMessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedMessage> {
    const { to, variables = {}, locale = defaultLocale, ...rest } = checkMessage(message);
    await this.requireCountry(organization, to, rest.channel);
    this.broker.requireBroker();
    const id = await this.claimId(newId('msg'));
    const sealed_content = this.keys.sealJson({ to, variables }, messageContext(organization, id));
    await this.bus.send(sendTaskOf(rest.kind), { id, organization, sealed_content, locale, ...rest }, { id });
    void reply.header('location', `/api/v1/messages/${id}`);
    return { id, state: 'queued' };
  }

  /** A number that no message will go to is refused at once, where no address stands beside it. */
  private async requireCountry(organization: string, to: ContactAddress, channel?: Channel): Promise<void> {
    const { email, phone_number } = to;
    if (!phone_number || channel === 'email' || (email && channel !== 'sms')) return;
    const settings = await this.bus.read(PublicSettings, organization);
    if (!settings || isPhoneAllowed(phone_number, settings.sms_countries)) return;
    const message = 'is of a country that is not enabled: add it to sms.allowed_countries';
    const path = ['body', 'to', 'phone_number'];
    throw new AppError('invalid', {}, [{ path, rule: 'isPhoneAllowed', message }]);
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

  /** This id, or the one that the first call under the same key has taken: sent twice, a message is one. */
  private async claimId(own: string): Promise<string> {
    const idempotency = currentIdempotency();
    if (!idempotency) return own;
    const claim = { message_id: own, body_digest: idempotency.body };
    const { message_id, body_digest } = await this.bus.claim(MessageKeys, idempotency.key, claim);
    if (body_digest !== idempotency.body) throw new AppError('idempotency_key_reused');
    return message_id;
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

  @Post(':id/resend')
  @NativeEndpoint({
    creates: true,
    summary: 'Sends a notice again as a new message. Codes cannot be sent again.',
    scope: 'messages:send',
    status: 202,
    reply: MessageRecord,
    replyExample: resentExample,
    errors: ['message_unknown', 'message_not_repeatable'],
  })
  async resend(
    @CallerOf() { organization, clientId }: Caller,
    @Param('id') given: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<MessageRecord> {
    const id = requireMessageId(given);
    const new_id = await this.claimId(resentIdFor(this.keys, organization, idempotencyKey, id));
    const request = { organization, id, new_id, resent_by: clientId };
    void reply.header('location', `/api/v1/messages/${new_id}`);
    return this.bus.ask(ResendMessage, request);
  }

  @Post(':id/send-now')
  @NativeEndpoint({
    summary: 'Retries a queued message now. Returns its status before the retry.',
    scope: 'messages:send',
    status: 202,
    reply: MessageRecord,
    replyExample: waitingExample,
    errors: ['message_unknown', 'message_not_waiting'],
  })
  async sendNow(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<MessageRecord> {
    return this.bus.ask(SendMessageNow, { organization, id: requireMessageId(id) });
  }
}

function requireMessageId(id: string): string {
  if (messageIdPattern.test(id)) return id;
  throw new AppError('message_unknown', { id });
}
