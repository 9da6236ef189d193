import { Controller, Headers, Param, Post, Res } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { CancelMessage, MessageRecord, ResendMessage, SendMessageNow } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { MessageClaims } from './message-claims';
import { canceledExample, resentExample, waitingExample } from './message-examples';
import { requireMessageId, resentIdFor } from './message-id';

/** What can be done with a message. */
@ApiTags('Messages')
@Controller('api/v1/messages/:id')
export class MessageActionsController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly claims: MessageClaims,
  ) {}

  @Post('resend')
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
    const new_id = await this.claims.claim(resentIdFor(this.keys, organization, idempotencyKey, id));
    const request = { organization, id, new_id, resent_by: clientId };
    void reply.header('location', `/api/v1/messages/${new_id}`);
    return this.bus.ask(ResendMessage, request);
  }

  @Post('send-now')
  @NativeEndpoint({
    summary: 'Sends a scheduled message, or retries a queued one, now. Returns its status before.',
    scope: 'messages:send',
    status: 202,
    reply: MessageRecord,
    replyExample: waitingExample,
    errors: ['message_unknown', 'message_not_waiting'],
  })
  async sendNow(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<MessageRecord> {
    return this.bus.ask(SendMessageNow, { organization, id: requireMessageId(id) });
  }

  @Post('cancel')
  @NativeEndpoint({
    summary: 'Cancels a message that is scheduled or queued. Repeating it changes nothing.',
    scope: 'messages:send',
    reply: MessageRecord,
    replyExample: canceledExample,
    errors: ['message_unknown', 'message_not_cancelable'],
  })
  async cancel(
    @CallerOf() { organization, clientId: canceled_by }: Caller,
    @Param('id') id: string,
  ): Promise<MessageRecord> {
    return this.bus.ask(CancelMessage, { organization, id: requireMessageId(id), canceled_by });
  }
}
