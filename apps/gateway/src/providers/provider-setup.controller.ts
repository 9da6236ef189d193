import { Controller, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ProviderSetup, SetUpProvider } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { SetUpProviderBody } from './set-up-provider.body';

/** Used by the page at `/privacy-request/configure`. */
@ApiTags('Messaging providers')
@Controller('api/v1/messaging/setup')
export class ProviderSetupController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @NativeEndpoint({
    summary:
      'Checks settings with the vendor, saves them and activates the provider. Changes nothing if the check fails.',
    scope: 'messaging:create_or_update',
    // it turns switches on
    alsoNeeds: 'config:update',
    bodyExample: {
      service_type: 'mailgun',
      details: { domain: 'mg.example.com' },
      secrets: { mailgun_api_key: '<your key>' },
    },
    reply: ProviderSetup,
    errors: [
      'provider_not_accepted',
      'provider_not_checked',
      'provider_refused_here',
      'provider_type_fixed',
      'provider_name_taken',
      'conflict',
    ],
  })
  async setUp(
    @CallerOf() { organization }: Caller,
    @JsonBody() { service_type, key, name, secrets, details, check = true }: SetUpProviderBody,
  ): Promise<ProviderSetup> {
    const given = {
      ...(key !== undefined && { key }),
      ...(name !== undefined && { name }),
      ...(details && { details }),
      ...(secrets && { secrets }),
    };
    const request = { organization, service_type, check, ...given };
    return placed('body', this.bus.ask(SetUpProvider, request));
  }
}
