import { PickFields } from '@subjectline/schema';
import { Controller, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  messageContext,
  MessageRecord,
  newId,
  sampleValues,
  sendTaskOf,
  type Address,
  type Channel,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import type { FastifyReply } from 'fastify';
import { BrokerWatch } from '../../health/broker-watch';
import { DidomiEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { DidomiBody } from '../../didomi/didomi-body';
import { readEmailId, requireLocale } from '../email-id';
import { requireVariables } from './email-variables';
import { TestEmailBody } from '../email.bodies';
import { EmailService } from '../email.service';

class TestEmailSent extends PickFields(MessageRecord, ['id']) {}

/** Test e-mails. */
@ApiTags('Didomi: e-mails')
@Controller('marketplace/emails')
export class EmailTestController {
  constructor(
    private readonly bus: Bus,
    private readonly emails: EmailService,
    private readonly keys: KeyRing,
    private readonly broker: BrokerWatch,
  ) {}

  @Post(':id/test')
  @DidomiEndpoint({
    summary: 'Sends an e-mail with sample values, marked as a test. Its status is at /api/v1/messages/{id}.',
    scope: 'messages:send',
    status: 202,
    bodyExample: { to: { email: 'ada@example.com' } },
    reply: TestEmailSent,
    errors: ['template_unknown'],
  })
  async send(
    @CallerOf() { organization }: Caller,
    @Param('id') emailId: string,
    @DidomiBody() { to, locale, variables = {} }: TestEmailBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TestEmailSent> {
    const place = readEmailId(emailId);
    requireVariables(place, variables);
    const task = {
      organization,
      kind: place.kind,
      locale: requireLocale(locale ?? place.locale),
      channel: channelTo(to),
    };
    await this.emails.requireSendable(organization, place);
    this.broker.requireBroker();
    const id = newId('msg');
    const content = { to, variables: { ...sampleValues(place.kind, place.locale), ...variables } };
    const sealed_content = this.keys.sealJson(content, messageContext(organization, id));
    await this.bus.send(sendTaskOf(place.kind), { id, sealed_content, is_test: true, ...task }, { id });
    void reply.header('location', `/api/v1/messages/${id}`);
    return { id };
  }
}

/** A test goes to one address, by the channel that reaches it. */
function channelTo({ email, phone_number }: Address): Channel {
  if (email && !phone_number) return 'email';
  if (phone_number && !email) return 'sms';
  const message = 'needs an email or a phone_number, and not both';
  throw new AppError('invalid', {}, [{ path: ['body', 'to'], rule: 'oneOf', message }]);
}
