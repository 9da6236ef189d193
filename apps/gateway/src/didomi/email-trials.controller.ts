import { Controller, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  defaultLocale,
  messageContext,
  messageKind,
  newId,
  PreviewWording,
  sendTaskOf,
  type Address,
  type Channel,
  type RenderedMessage,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import type { FastifyReply } from 'fastify';
import { BrokerWatch } from '../native/broker-watch';
import { variableProblems } from '../native/message-variables';
import { DidomiEndpoint } from '../openapi/endpoint';
import { objectOf, text } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DidomiBody } from './didomi-body';
import { placedProperties, readEmailBody } from './email-content';
import { readEmailId, requireEmailType, requireLocale, type EmailPlace } from './email-id';
import { previewExample, previewShape, toPreview, type PreviewResource } from './email-preview.resource';
import { PreviewEmailBody, PreviewUnsavedEmailBody, TestEmailBody } from './email.bodies';
import { EmailService, named } from './email.service';

const variables = { metadata_redirect_url: 'https://www.example.com/thanks' };

/** How an e-mail looks, on the screen and in a mailbox, before a person gets it. */
@ApiTags('Didomi: e-mails')
@Controller('marketplace/emails')
export class EmailTrialsController {
  constructor(
    private readonly bus: Bus,
    private readonly emails: EmailService,
    private readonly keys: KeyRing,
    private readonly broker: BrokerWatch,
  ) {}

  @Post('preview')
  @DidomiEndpoint({
    summary: 'Renders an e-mail that is not saved, over what is in force; nothing is sent or kept',
    scope: 'messaging:read',
    body: PreviewUnsavedEmailBody,
    bodyExample: {
      email_type: 'validation-double-optin',
      properties: { subject: 'Please confirm' },
      variables,
    },
    reply: previewShape,
    replyExample: previewExample,
    errors: ['template_refused'],
  })
  async previewUnsaved(@CallerOf() caller: Caller, @DidomiBody() body: unknown): Promise<PreviewResource> {
    const { email_type, locale = defaultLocale, ...rest } = readEmailBody(PreviewUnsavedEmailBody, body);
    const place = { kind: requireEmailType(email_type), locale: requireLocale(locale) };
    return this.render(caller, place, rest);
  }

  @Post(':id/preview')
  @DidomiEndpoint({
    summary: 'Renders an e-mail as it is, or with other properties; nothing is sent or kept',
    scope: 'messaging:read',
    body: PreviewEmailBody,
    bodyExample: { variables, samples: false },
    reply: previewShape,
    replyExample: previewExample,
    errors: ['template_unknown', 'template_refused'],
  })
  async preview(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @DidomiBody() body: unknown,
  ): Promise<PreviewResource> {
    const place = readEmailId(id);
    const given = readEmailBody(PreviewEmailBody, body === undefined ? {} : body);
    await this.requireSendable(caller, place);
    return this.render(caller, place, given);
  }

  @Post(':id/test')
  @DidomiEndpoint({
    summary: 'Sends an e-mail with samples, marked as a test; what becomes of it is at /api/v1/messages/{id}',
    scope: 'messages:send',
    status: 202,
    body: TestEmailBody,
    bodyExample: { to: { email: 'ada@example.com' } },
    reply: objectOf({ id: text }),
    replyExample: { id: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' },
    errors: ['template_unknown'],
  })
  async test(
    @CallerOf() caller: Caller,
    @Param('id') emailId: string,
    @DidomiBody() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ id: string }> {
    const place = readEmailId(emailId);
    const { to, locale = place.locale, variables: given = {} } = readEmailBody(TestEmailBody, body);
    requireVariables(place, given);
    const { organization } = caller;
    const task = { organization, kind: place.kind, locale: requireLocale(locale), is_test: true };
    const channel = channelTo(to);
    await this.requireSendable(caller, place);
    this.broker.requireBroker();
    const id = newId('msg');
    const content = { to, variables: { ...samplesOf(place), ...given } };
    const sealed_content = this.keys.sealJson(content, messageContext(organization, id));
    await this.bus.send(sendTaskOf(place.kind), { id, channel, sealed_content, ...task }, { id });
    void reply.header('location', `/api/v1/messages/${id}`);
    return { id };
  }

  private async render(
    { organization }: Caller,
    place: EmailPlace,
    { properties, variables: given = {}, samples = true, channel = 'email' }: PreviewEmailBody,
  ): Promise<PreviewResource> {
    requireVariables(place, given);
    const asked: Promise<RenderedMessage> = this.bus.ask(PreviewWording, {
      organization,
      ...place,
      channel,
      samples,
      variables: given,
      ...(properties && { draft: properties }),
    });
    return toPreview(place, channel, await placedProperties('draft', named(place, asked)));
  }

  /** What is ready by default needs no e-mail of the organization's own. */
  private async requireSendable({ organization }: Caller, place: EmailPlace): Promise<void> {
    if (messageKind(place.kind).mustBeCreated) await this.emails.read(organization, place);
  }
}

function requireVariables({ kind }: EmailPlace, given: Readonly<Record<string, unknown>>): void {
  const problems = variableProblems(kind, given);
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
}

function samplesOf({ kind }: EmailPlace): Record<string, string> {
  const { parameters } = messageKind(kind);
  return Object.fromEntries(Object.entries(parameters).map(([name, { sample }]) => [name, sample]));
}

/** A test goes to one address by the channel that reaches it. */
function channelTo({ email, phone_number }: Address): Channel {
  if (email && !phone_number) return 'email';
  if (phone_number && !email) return 'sms';
  const message = 'needs an email or a phone_number, and not both';
  throw new AppError('invalid', {}, [{ path: ['body', 'to'], rule: 'oneOf', message }]);
}
