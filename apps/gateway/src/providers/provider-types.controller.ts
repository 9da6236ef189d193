import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { channels, type Channel } from '@subjectline/contracts';
import { formFields, providers, type FormField, type Provider } from '@subjectline/providers';
import { NativeEndpoint } from '../openapi/endpoint';
import { listOf, nullableText, objectOf, text, type HandSchema } from '../openapi/shape';

/** Provider types, described without needing an account. */
interface ProviderType {
  readonly service_type: string;
  readonly label: string;
  readonly channels: readonly Channel[];
  /** Sends nothing; refused in production. */
  readonly development: boolean;
  readonly details: readonly FormField[];
  readonly secrets: readonly FormField[];
}

const flag: HandSchema = { type: 'boolean' };
const fields = listOf(
  objectOf({
    name: text,
    label: text,
    help: nullableText,
    secret: flag,
    required: flag,
    kind: { type: 'string', enum: ['text', 'boolean'] },
  }),
);

const types = Object.values(providers).map(describeType);

/** The forms of every provider, for pages that let an operator fill them in. */
@ApiTags('Messaging providers')
@Controller('api/v1/messaging/providers')
export class ProviderTypesController {
  @Get()
  @NativeEndpoint({
    summary: 'Lists provider types with the fields of their details and secrets.',
    scope: 'messaging:read',
    reply: objectOf({
      providers: listOf(
        objectOf({
          service_type: text,
          label: text,
          channels: listOf({ type: 'string', enum: [...channels] }),
          development: flag,
          details: fields,
          secrets: fields,
        }),
      ),
    }),
    replyExample: { providers: types.slice(0, 1) },
  })
  list(): { providers: readonly ProviderType[] } {
    return { providers: types };
  }
}

function describeType({
  serviceType,
  label,
  channels,
  development,
  Details,
  Secrets,
}: Provider): ProviderType {
  return {
    service_type: serviceType,
    label,
    channels,
    development: development ?? false,
    details: Details ? formFields(Details) : [],
    secrets: Secrets ? formFields(Secrets) : [],
  };
}
