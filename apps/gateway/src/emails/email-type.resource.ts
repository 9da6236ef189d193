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
import { listOf, objectOf, text } from '../openapi/shape';
import { parameterDescriptions, typeDescriptions } from './email-types';

interface ParameterResource extends Parameter {
  readonly name: string;
  /** Required: a wording without it is refused. */
  readonly mandatory: boolean;
  readonly description: string;
}

export interface EmailTypeResource {
  readonly email_type: DidomiTemplateId;
  readonly module: string;
  readonly label: string;
  readonly description: string;
  /** False: the type is not sent until the organization has created an e-mail for it. */
  readonly ready_by_default: boolean;
  /** Whether the organization has created one, and in which languages. */
  readonly created: boolean;
  readonly locales: readonly string[];
  readonly channels: readonly Channel[];
  /** Whether `metadata_<key>` may stand in it. */
  readonly metadata: boolean;
  readonly parameters: readonly ParameterResource[];
}

const flag = { type: 'boolean' };
const parameterShape = objectOf({
  name: text,
  type: { type: 'string', enum: ['text', 'number', 'code', 'link', 'flag'] },
  required: flag,
  mandatory: flag,
  secret: flag,
  sample: text,
  description: text,
});
export const typeShape = objectOf({
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
export const propertiesSchema = {
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

export function toType(id: DidomiTemplateId, locales: readonly string[]): EmailTypeResource {
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
