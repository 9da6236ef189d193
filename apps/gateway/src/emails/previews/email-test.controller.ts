import { PickFields } from '@subjectline/schema';
import { Controller, Param, Post, Res } from '@nestjs/common';
import { MessageRecord } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../../openapi/documented';
import { DidomiEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { TestMessages } from '../../wordings/test-messages';
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
    private readonly tests: TestMessages,
    private readonly emails: EmailService,
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
    await this.emails.requireSendable(organization, place);
    const id = await this.tests.send(
      { organization, ...place },
      { to, locale: requireLocale(locale ?? place.locale), variables },
    );
    void reply.header('location', `/api/v1/messages/${id}`);
    return { id };
  }
}
