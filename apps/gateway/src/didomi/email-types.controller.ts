import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  channels,
  didomiTemplateIds,
  messageKind,
  mostReplyTo,
  wordingLimits,
  type Channel,
  type DidomiTemplateId,
  type Parameter,
} from '@subjectline/contracts';
import type { Query as QueryValues } from '../http/page';
import { DidomiEndpoint } from '../openapi/endpoint';
import { listOf, objectOf, text } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { parameterDescriptions, typeDescriptions } from './email-types';
import { EmailService } from './email.service';
import { didomiListShape, listExample, readSlice, sliceOf, sliceQuery, type DidomiList } from './list';

interface ParameterResource extends Parameter {
  readonly name: string;
  /** A wording that does not show it is refused. */
  readonly mandatory: boolean;
  readonly description: string;
}

interface EmailTypeResource {
  readonly email_type: DidomiTemplateId;
  readonly module: string;
  readonly label: string;
  readonly description: string;
  /** False: nothing of this type is sent before the organization has created an e-mail for it. */
  readonly ready_by_default: boolean;
  /** Whether it has, and in which languages. */
  readonly created: boolean;
  readonly locales: readonly string[];
  readonly channels: readonly Channel[];
  /** Whether `metadata_<key>` may stand in it. */
  readonly metadata: boolean;
  readonly parameters: readonly ParameterResource[];
}

const scope = 'messaging:read';
const flag = { type: 'boolean' };
const parameterShape = objectOf({
  name: text,
  type: { type: 'string', enum: ['text', 'number', 'code', 'link'] },
  required: flag,
  mandatory: flag,
  secret: flag,
  sample: text,
  description: text,
});
const typeShape = objectOf({
  email_type: { type: 'string', enum: [...didomiTemplateIds] },
  module: text,
  label: text,
  description: text,
  ready_by_default: flag,
  created: flag,
  locales: listOf(text),
  channels: listOf({ type: 'string', enum: [...channels] }),
  metadata: flag,
  parameters: listOf(parameterShape),
});

const part = (maxLength: number, description: string) => ({
  type: ['string', 'null'],
  maxLength,
  description: `${description} Null inherits.`,
});

/** JSON Schema of `properties`, by `type_id`. */
const propertiesSchema = {
  didomi: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      subject: part(wordingLimits.subject, 'The subject.'),
      html: part(wordingLimits.html, 'The body, or a whole document of which the body is taken.'),
      text: part(wordingLimits.text, 'The plain text; made from the HTML where there is none.'),
      sms: part(wordingLimits.sms, 'What an SMS says.'),
      from_name: part(wordingLimits.from_name, 'The name that the mail comes from; no variables.'),
      reply_to: {
        type: ['array', 'null'],
        maxItems: mostReplyTo,
        items: { type: 'string', format: 'email' },
        description: 'Where answers go; no variables. Null inherits.',
      },
    },
  },
};

/** What e-mails there can be. */
@ApiTags('Didomi: e-mails')
@Controller('marketplace/emails')
export class EmailTypesController {
  constructor(private readonly emails: EmailService) {}

  @Get('types')
  @DidomiEndpoint({
    summary:
      'Every type of e-mail: its variables, its channels, and whether it has to be created before it is sent',
    scope,
    query: sliceQuery,
    reply: didomiListShape(typeShape),
    replyExample: listExample(toType('validation-double-optin', ['en', 'fr'])),
  })
  async types(
    @CallerOf() { organization }: Caller,
    @Query() query: QueryValues,
  ): Promise<DidomiList<EmailTypeResource>> {
    const slice = readSlice(query);
    const created = await this.emails.created(organization);
    const types = didomiTemplateIds.map((id) =>
      toType(
        id,
        created.filter(({ kind }) => kind === id).map(({ locale }) => locale),
      ),
    );
    return sliceOf(types, slice);
  }

  @Get('properties-schema')
  @DidomiEndpoint({
    summary: 'The JSON Schema of `properties`, by `type_id`',
    scope,
    reply: objectOf({ didomi: { type: 'object' } }),
    replyExample: propertiesSchema,
  })
  schema(): typeof propertiesSchema {
    return propertiesSchema;
  }
}

function toType(id: DidomiTemplateId, locales: readonly string[]): EmailTypeResource {
  const {
    module,
    label,
    channels,
    mustBeCreated = false,
    takesMetadata = false,
    parameters,
  } = messageKind(id);
  return {
    email_type: id,
    module,
    label,
    description: typeDescriptions[id],
    ready_by_default: !mustBeCreated,
    created: locales.length > 0,
    locales,
    channels,
    metadata: takesMetadata,
    parameters: Object.entries(parameters).map(([name, parameter]) => ({
      name,
      ...parameter,
      mandatory: parameter.required && parameter.secret,
      description: parameterDescriptions[name] ?? '',
    })),
  };
}
