import { Controller, Delete, Get, Param, Patch, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { defaultLocale, type SaveMode } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DidomiBody } from '../didomi/didomi-body';
import { EmailRefusals } from './email-content';
import { readEmailId, requireEmailType, requireLocale, requireSame } from './email-id';
import { ChangeEmailBody, CreateEmailBody } from './email.bodies';
import { createEmailExample, EmailResource, FullEmailResource } from './email.resource';
import { EmailService } from './email.service';
import { EmailsQuery } from './emails.query';
import { anyOf, listReply, sliceFrom, sliceOf, type DidomiList } from '../didomi/list';

const [reading, writing] = ['messaging:read', 'messaging-template:update'] as const;

@ApiTags('Didomi: e-mails')
@UseInterceptors(EmailRefusals)
@Controller('marketplace/emails')
export class EmailsController {
  constructor(private readonly emails: EmailService) {}

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary: 'Creates an e-mail for a type and language. Properties default to the shipped wording.',
    scope: writing,
    status: 201,
    bodyExample: createEmailExample,
    reply: FullEmailResource,
    errors: ['template_refused', 'template_exists'],
  })
  async create(
    @CallerOf() caller: Caller,
    @DidomiBody() { email_type, locale = defaultLocale, properties = {} }: CreateEmailBody,
  ): Promise<FullEmailResource> {
    const place = { kind: requireEmailType(email_type), locale: requireLocale(locale) };
    return this.emails.save(caller, place, 'create', properties);
  }

  @Get()
  @DidomiEndpoint({
    summary: 'Lists the e-mails of the organization, oldest first.',
    scope: reading,
    ...listReply(EmailResource),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: EmailsQuery,
  ): Promise<DidomiList<EmailResource>> {
    const types = anyOf(query.email_type, query['email_type[$in]']);
    const locales = anyOf(query.locale, query['locale[$in]']);
    const all = await this.emails.created(organization);
    const wanted = all.filter(
      ({ kind, locale }) => (types?.includes(kind) ?? true) && (locales?.includes(locale) ?? true),
    );
    const { data, ...rest } = sliceOf(wanted, sliceFrom(query));
    return { ...rest, data: await this.emails.readAll(organization, data) };
  }

  @Get(':id')
  @DidomiEndpoint({
    summary: 'Returns an e-mail: its own properties and the effective ones.',
    scope: reading,
    reply: FullEmailResource,
    errors: ['template_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<FullEmailResource> {
    return this.emails.read(organization, readEmailId(id));
  }

  @Patch(':id')
  @DidomiEndpoint({
    summary: 'Updates the given properties. Null restores the inherited value.',
    scope: writing,
    bodyExample: { properties: { subject: 'Please confirm', reply_to: null } },
    reply: FullEmailResource,
    errors: ['template_refused', 'template_unknown'],
  })
  async change(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @DidomiBody() body: ChangeEmailBody,
  ): Promise<FullEmailResource> {
    return this.save(caller, id, 'change', body);
  }

  @Put(':id')
  @DidomiEndpoint({
    summary: 'Replaces all properties. Omitted properties are inherited.',
    scope: writing,
    bodyExample: { properties: createEmailExample.properties },
    reply: FullEmailResource,
    errors: ['template_refused', 'template_unknown'],
  })
  async replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @DidomiBody() body: ChangeEmailBody,
  ): Promise<FullEmailResource> {
    return this.save(caller, id, 'replace', body);
  }

  @Delete(':id')
  @DidomiEndpoint({
    summary: 'Deletes an e-mail and restores the inherited wording. Keeps its versions.',
    scope: writing,
    status: 204,
    errors: ['template_unknown'],
  })
  async remove(@CallerOf() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.emails.remove(caller, readEmailId(id));
  }

  private save(
    caller: Caller,
    id: string,
    mode: SaveMode,
    body: ChangeEmailBody,
  ): Promise<FullEmailResource> {
    const place = readEmailId(id);
    const { properties, ...repeated } = body;
    requireSame(place, repeated);
    return this.emails.save(caller, place, mode, properties);
  }
}
