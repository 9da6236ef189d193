import { Flag, ListOf, Nullable, OneOf, Text } from '@subjectline/schema';
import { Controller, Get } from '@nestjs/common';
import { channels, type Channel } from '@subjectline/contracts';
import { formFields, providers, type FormField, type Provider } from '@subjectline/providers';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';

class FormFieldResource implements FormField {
  @Text() name!: string;
  @Text() label!: string;
  @Nullable(Text()) help!: string | null;
  @Flag secret!: boolean;
  @Flag required!: boolean;
  @OneOf(['text', 'boolean']) kind!: 'text' | 'boolean';

  /** All values that it takes; none: any text. */
  @ListOf(Text()) choices!: string[];
}

/** A provider type, described without needing an account. */
class ProviderTypeResource {
  @Text() service_type!: string;
  @Text() label!: string;
  @ListOf(OneOf(channels)) channels!: readonly Channel[];

  /** Sends nothing; refused in production. */
  @Flag development!: boolean;
  @ListOf(() => FormFieldResource) details!: readonly FormFieldResource[];
  @ListOf(() => FormFieldResource) secrets!: readonly FormFieldResource[];
}

class ProviderTypesResource {
  @ListOf(() => ProviderTypeResource) providers!: readonly ProviderTypeResource[];
}

const types = Object.values(providers).map(describeType);

/** The forms of every provider, for pages that let an operator fill them in. */
@ApiTags('Messaging providers')
@Controller('api/v1/messaging/providers')
export class ProviderTypesController {
  @Get()
  @NativeEndpoint({
    summary: 'Lists provider types with the fields of their details and secrets.',
    scope: 'messaging:read',
    reply: ProviderTypesResource,
    replyExample: { providers: types.slice(0, 1) },
  })
  list(): ProviderTypesResource {
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
}: Provider): ProviderTypeResource {
  return {
    service_type: serviceType,
    label,
    channels,
    development: development ?? false,
    details: Details ? formFields(Details) : [],
    secrets: Secrets ? formFields(Secrets) : [],
  };
}
