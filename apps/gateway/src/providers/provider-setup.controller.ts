import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { AppError, ProviderSetup, SetUpProvider } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { placed, readBody } from '../http/bodies/placed';
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
      'Checks settings with the vendor, saves them and activates the provider. Changes nothing if the check fails. Also requires `config:update`.',
    scope: 'messaging:create_or_update',
    body: SetUpProviderBody,
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
      'conflict',
    ],
  })
  async setUp(
    @CallerOf() { organization, scopes }: Caller,
    @JsonBody() body: unknown,
  ): Promise<ProviderSetup> {
    // it turns switches on
    if (!scopes.has('config:update')) throw new AppError('scope_missing', { scope: 'config:update' });
    const { service_type, secrets, details, check = true } = readBody(SetUpProviderBody, body);
    const given = { ...(details && { details }), ...(secrets && { secrets }) };
    const request = { organization, service_type, check, ...given };
    return placed('body', this.bus.ask(SetUpProvider, request));
  }
}
