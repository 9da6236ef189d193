import { Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppError } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import type { Query as QueryValues } from '../http/page';
import { FidesEndpoint } from '../openapi/endpoint';
import { listOf, objectOf, text, type HandSchema } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { boundedEcho } from '../http/errors/echo';
import { readTemplates, TemplateBody } from './template.body';
import { templateIdOf, typeOfTemplate } from './template-id';
import { localeQuery, readLocale } from './template-locale';
import { templateOf, TemplateService, type Template, type TemplatePlace } from './template.service';
import { requireTemplateType, templateTypes, type TemplateType } from './template-types';

const scope = 'messaging-template:update';

/** Fides' own, with the id by which it is read and deleted. */
type TemplateResource = Template & { readonly id: string };

interface WholeTemplate extends TemplateResource {
  readonly is_enabled: false;
  readonly properties: readonly [];
}

interface PutResults {
  readonly succeeded: TemplateResource[];
  readonly failed: { readonly message: string; readonly data: TemplateBody }[];
}

const content = objectOf({ subject: text, body: text });
const fields = { type: text, label: text, content };
const isEnabled: HandSchema = { type: 'boolean' };
const templateShape = objectOf({ id: text, ...fields });
const wholeShape = objectOf({
  id: text,
  ...fields,
  is_enabled: isEnabled,
  properties: listOf({ type: 'object' }),
});

const own = {
  type: 'subject_identity_verification',
  content: { subject: 'Your code', body: 'Your code is __CODE__.\nIt is valid for __MINUTES__ minutes.' },
} as const;
const labelled = { ...own, label: 'Subject identity verification' };
const example = { id: templateIdOf('default', own.type), ...labelled };
const refused = { type: own.type, content: { subject: 'Your code', body: 'Hello' } };

@ApiTags('Templates')
@Controller('api/v1/messaging/templates')
export class TemplateController {
  constructor(private readonly templates: TemplateService) {}

  @Get()
  @FidesEndpoint({
    summary: 'Lists the current template of every type: the saved one or the shipped one.',
    scope,
    query: localeQuery,
    reply: listOf(templateShape),
    replyExample: [example],
  })
  list(@CallerOf() { organization }: Caller, @Query() query: QueryValues): Promise<TemplateResource[]> {
    const locale = readLocale(query);
    return Promise.all(templateTypes.map((type) => this.resource({ organization, type, locale })));
  }

  @Put()
  @FidesEndpoint({
    summary: 'Saves templates. An empty subject or body restores the shipped one.',
    scope,
    query: localeQuery,
    body: listOf(TemplateBody),
    bodyExample: [own],
    reply: objectOf({
      succeeded: listOf(templateShape),
      failed: listOf(objectOf({ message: text, data: TemplateBody })),
    }),
    replyExample: {
      succeeded: [example],
      failed: [{ message: 'body: __CODE__ has to be shown; sms: __CODE__ has to be shown', data: refused }],
    },
  })
  async put(
    @CallerOf() { organization }: Caller,
    @Query() query: QueryValues,
    @JsonBody() body: unknown,
  ): Promise<PutResults> {
    const place = { organization, locale: readLocale(query) };
    const results: PutResults = { succeeded: [], failed: [] };
    for (const item of readTemplates(body)) {
      const result = await this.templates.put(place, item);
      if ('failed' in result) results.failed.push(result.failed);
      else results.succeeded.push(await this.resource({ ...place, type: result.succeeded }));
    }
    return { ...results, failed: boundedEcho(results.failed) };
  }

  @Get('default/:template_type')
  @FidesEndpoint({
    summary: 'Returns the shipped template of a type.',
    scope,
    query: localeQuery,
    reply: objectOf({ ...fields, is_enabled: isEnabled }),
    replyExample: { ...labelled, is_enabled: false },
    errors: ['invalid', 'template_type_fixed'],
  })
  async readShipped(
    @CallerOf() { organization }: Caller,
    @Param('template_type') type: string,
    @Query() query: QueryValues,
  ): Promise<Template & { is_enabled: false }> {
    const known = requireTemplateType(type);
    const place = { organization, type: known, locale: readLocale(query) };
    const shown = await this.templates.show(place, { shipped: true });
    return { ...templateOf(known, shown), is_enabled: false };
  }

  @Get(':template_id')
  @FidesEndpoint({
    summary: 'Returns a template.',
    scope,
    query: localeQuery,
    reply: wholeShape,
    replyExample: { ...example, is_enabled: false, properties: [] },
    errors: ['template_unknown'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Param('template_id') id: string,
    @Query() query: QueryValues,
  ): Promise<WholeTemplate> {
    const type = requireTemplate(organization, id);
    const template = await this.resource({ organization, type, locale: readLocale(query) });
    return { ...template, is_enabled: false, properties: [] };
  }

  @Delete(':template_id')
  @FidesEndpoint({
    summary:
      'Always refused: each type has exactly one template. An empty subject and body restore the shipped one.',
    scope,
    status: 204,
    reply: { type: 'object' },
    errors: ['template_unknown', 'template_shipped'],
  })
  remove(@CallerOf() { organization }: Caller, @Param('template_id') id: string): never {
    throw new AppError('template_shipped', { id, type: requireTemplate(organization, id) });
  }

  private async resource(place: TemplatePlace): Promise<TemplateResource> {
    const { organization, type } = place;
    const shown = await this.templates.show(place);
    return { id: templateIdOf(organization, type), ...templateOf(type, shown) };
  }
}

function requireTemplate(organization: string, id: string): TemplateType {
  const type = typeOfTemplate(organization, id);
  if (type) return type;
  throw new AppError('template_unknown', { id });
}
