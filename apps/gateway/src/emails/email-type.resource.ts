import { Flag, ListOf, OneOf, Text } from '@subjectline/schema';
import {
  channels,
  didomiTemplateIds,
  messageKind,
  maxReplyTo,
  wordingLimits,
  type Channel,
  type DidomiTemplateId,
} from '@subjectline/contracts';
import { ParameterResource, parametersOf } from '../wordings/wording-parameter';
import { typeDescriptions } from './email-types';

export class EmailTypeResource {
  @OneOf(didomiTemplateIds) email_type!: DidomiTemplateId;
  @Text() module!: string;
  @Text() label!: string;
  @Text() description!: string;

  /** False: the type is not sent until the organization has created an e-mail for it. */
  @Flag ready_by_default!: boolean;

  /** Whether the organization has created one, and in which languages. */
  @Flag created!: boolean;
  @ListOf(Text()) locales!: readonly string[];
  @ListOf(OneOf(channels)) channels!: readonly Channel[];

  /** Whether `metadata_<key>` may stand in it. */
  @Flag metadata!: boolean;
  @ListOf(() => ParameterResource) parameters!: readonly ParameterResource[];
}

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
        maxItems: maxReplyTo,
        items: { type: 'string', format: 'email' },
        description: 'Where answers go; no variables. Null inherits.',
      },
    },
  },
};

export function toType(id: DidomiTemplateId, locales: readonly string[]): EmailTypeResource {
  const { module, label, channels, mustBeCreated = false, takesMetadata = false } = messageKind(id);
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
    parameters: parametersOf(id),
  };
}
