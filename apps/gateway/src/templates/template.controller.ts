import { Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { boundedEcho } from '../http/errors/echo';
import { readTemplates, TemplateBody } from './template.body';
import { templateIdOf, typeOfTemplate } from './template-id';
import { LocaleQuery } from './template-locale';
import {
  ShippedTemplate,
  TemplateResource,
  TemplateResults,
  WholeTemplateResource,
} from './template.resource';
import { templateOf, TemplateService, type TemplatePlace } from './template.service';
import { requireTemplateType, templateTypes, type TemplateType } from './template-types';

const scope = 'messaging-template:update';

const bodyExample = [
  {
    type: 'subject_identity_verification',
    content: { subject: 'Your code', body: 'Your code is __CODE__.\nIt is valid for __MINUTES__ minutes.' },
  },
];

@ApiTags('Templates')
@Controller('api/v1/messaging/templates')
export class TemplateController {
  constructor(private readonly templates: TemplateService) {}

  @Get()
  @FidesEndpoint({
    summary: 'Lists the current template of every type: the saved one or the shipped one.',
    scope,
    reply: [TemplateResource],
  })
  list(@CallerOf() { organization }: Caller, @Query() { locale }: LocaleQuery): Promise<TemplateResource[]> {
    return Promise.all(templateTypes.map((type) => this.resource({ organization, type, locale })));
  }

  @Put()
  @FidesEndpoint({
    summary: 'Saves templates. An empty subject or body restores the shipped one.',
    scope,
    body: [TemplateBody],
    bodyExample,
    reply: TemplateResults,
  })
  async put(
    @CallerOf() { organization }: Caller,
    @Query() { locale }: LocaleQuery,
    @JsonBody() body: unknown,
  ): Promise<TemplateResults> {
    const place = { organization, locale };
    const results: TemplateResults = { succeeded: [], failed: [] };
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
    reply: ShippedTemplate,
    errors: ['invalid', 'template_type_fixed'],
  })
  async readShipped(
    @CallerOf() { organization }: Caller,
    @Param('template_type') type: string,
    @Query() { locale }: LocaleQuery,
  ): Promise<ShippedTemplate> {
    const known = requireTemplateType(type);
    const place = { organization, type: known, locale };
    const shown = await this.templates.show(place, { shipped: true });
    return { ...templateOf(known, shown), is_enabled: false };
  }

  @Get(':template_id')
  @FidesEndpoint({
    summary: 'Returns a template.',
    scope,
    reply: WholeTemplateResource,
    errors: ['template_unknown'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Param('template_id') id: string,
    @Query() { locale }: LocaleQuery,
  ): Promise<WholeTemplateResource> {
    const type = requireTemplate(organization, id);
    const template = await this.resource({ organization, type, locale });
    return { ...template, is_enabled: false, properties: [] };
  }

  @Delete(':template_id')
  @FidesEndpoint({
    summary:
      'Always refused: each type has exactly one template. An empty subject and body restore the shipped one.',
    scope,
    status: 204,
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
