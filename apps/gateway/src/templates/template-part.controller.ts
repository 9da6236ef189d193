import { Nullable, Text } from '@subjectline/schema';
import { Controller, Get, Param, Put, Query } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { PlainTextBody, SmsTextBody } from './template-part.body';
import { LocaleQuery } from './template-locale';
import { toAuthor, toTyped } from './template-text';
import { TemplateService, type TemplatePlace, type TypedParts } from './template.service';
import { requireTemplateType } from './template-types';

const scope = 'messaging-template:update';
const type = 'subject_identity_verification';
const sms = '__CODE__ is your code. It is valid for __MINUTES__ minutes.';
const plain = 'Your code is __CODE__.\n\nIt is valid for __MINUTES__ minutes.';

class SmsResource {
  @Text({ example: type }) type!: string;
  @Text({ example: sms }) sms!: string;
}

class PlainTextResource {
  @Text({ example: type }) type!: string;
  @Nullable(Text({ example: plain })) text!: string | null;
}

/** What Fides' templates do not reach: the SMS of a type, and the plain-text part of its mail. */
@ApiTags('Templates')
@Controller('api/v1/messaging/templates/:template_type')
export class TemplatePartController {
  constructor(private readonly templates: TemplateService) {}

  @Get('sms')
  @NativeEndpoint({
    summary: 'Returns the SMS of a type.',
    scope,
    reply: SmsResource,
    errors: ['invalid', 'template_type_fixed'],
  })
  readSms(
    @CallerOf() { organization }: Caller,
    @Param('template_type') named: string,
    @Query() { locale }: LocaleQuery,
  ): Promise<object> {
    return this.showSms(placeOf(organization, named, locale));
  }

  @Put('sms')
  @NativeEndpoint({
    summary: 'Sets the SMS of a type. Null restores the shipped one.',
    scope,
    bodyExample: { sms },
    reply: SmsResource,
    errors: ['template_type_fixed'],
  })
  async putSms(
    @CallerOf() { organization }: Caller,
    @Param('template_type') named: string,
    @Query() { locale }: LocaleQuery,
    @JsonBody() body: SmsTextBody,
  ): Promise<object> {
    const place = placeOf(organization, named, locale);
    await this.save(place, body);
    return this.showSms(place);
  }

  @Get('text')
  @NativeEndpoint({
    summary: "Returns the plain-text part of a type's e-mail. Null if it is generated from the body.",
    scope,
    reply: PlainTextResource,
    replyExample: { type, text: null },
    errors: ['invalid', 'template_type_fixed'],
  })
  readText(
    @CallerOf() { organization }: Caller,
    @Param('template_type') named: string,
    @Query() { locale }: LocaleQuery,
  ): Promise<object> {
    return this.showText(placeOf(organization, named, locale));
  }

  @Put('text')
  @NativeEndpoint({
    summary: "Sets the plain-text part of a type's e-mail. With null, it is generated from the body.",
    scope,
    bodyExample: { text: plain },
    reply: PlainTextResource,
    errors: ['template_type_fixed'],
  })
  async putText(
    @CallerOf() { organization }: Caller,
    @Param('template_type') named: string,
    @Query() { locale }: LocaleQuery,
    @JsonBody() body: PlainTextBody,
  ): Promise<object> {
    const place = placeOf(organization, named, locale);
    await this.save(place, body);
    return this.showText(place);
  }

  private async showSms(place: TemplatePlace): Promise<object> {
    const shown = await this.templates.show(place);
    return { type: place.type, sms: toTyped(shown.sms) };
  }

  private async showText(place: TemplatePlace): Promise<object> {
    const shown = await this.templates.show(place);
    return { type: place.type, text: shown.text && toTyped(shown.text) };
  }

  private async save(place: TemplatePlace, typed: TypedParts): Promise<void> {
    try {
      await this.templates.save(place, typed);
    } catch (error) {
      if (!(error instanceof AppError) || error.problems.length === 0) throw error;
      const problems = error.problems.map(({ path, rule, message }) => ({
        path: ['body', ...path.slice(1)],
        rule,
        message: toAuthor(message),
      }));
      throw new AppError(error.code, error.facts, problems);
    }
  }
}

function placeOf(organization: string, named: string, locale: string | undefined): TemplatePlace {
  return { organization, type: requireTemplateType(named), locale };
}
