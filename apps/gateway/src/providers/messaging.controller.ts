import { Optional } from '@subjectline/schema';
import { Controller, Get, Param, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  channels,
  CheckActiveProvider,
  ProviderConfig,
  ReadActiveProvider,
  ReadProvider,
  SaveProvider,
  SaveProviderSecrets,
  type Channel,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { QueryWord } from '../http/query/query-fields';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { messagingStatusOf, MessagingStatus } from './messaging-status';
import { readSecrets, secretsSaved, SecretsSaved } from './provider-secrets';
import { PutDefaultProviderBody } from './provider.body';

class StatusQuery {
  @Optional(QueryWord(channels, 'Considers only providers for `email` or `sms`.')) messaging_method?: Channel;
}

@ApiTags('Messaging providers')
@Controller('api/v1/messaging/default')
export class MessagingController {
  constructor(private readonly bus: Bus) {}

  @Put()
  @FidesEndpoint({
    summary:
      'Creates the first config of a provider type, or replaces the details of the one that its name stands for.',
    scope: 'messaging:create_or_update',
    bodyExample: { service_type: 'mailgun', details: { domain: 'mg.example.com' } },
    reply: ProviderConfig,
    errors: ['provider_refused_here', 'provider_type_fixed'],
  })
  async save(
    @CallerOf() { organization }: Caller,
    @JsonBody() { service_type, details }: PutDefaultProviderBody,
  ): Promise<ProviderConfig> {
    const request = { organization, service_type, ...(details !== undefined && { details }) };
    return placed('body', this.bus.ask(SaveProvider, request), 'details');
  }

  @Get('active')
  @FidesEndpoint({
    summary: 'Returns the config of the active provider.',
    scope: 'messaging:read',
    reply: ProviderConfig,
    errors: ['provider_inactive'],
  })
  readActive(@CallerOf() { organization }: Caller): Promise<ProviderConfig> {
    return this.bus.ask(ReadActiveProvider, { organization });
  }

  @Get('status')
  @FidesEndpoint({
    summary: 'Reports whether the active provider is fully configured. Does not check its credentials.',
    scope: 'messaging:read',
    reply: MessagingStatus,
  })
  async readStatus(
    @CallerOf() { organization }: Caller,
    @Query() { messaging_method: channel }: StatusQuery,
  ): Promise<MessagingStatus> {
    const readiness = await this.bus.ask(CheckActiveProvider, { organization, ...(channel && { channel }) });
    return messagingStatusOf(readiness, channel);
  }

  @Get(':service_type')
  @FidesEndpoint({
    summary: 'Returns the config of a provider type. The type is case-insensitive.',
    scope: 'messaging:read',
    reply: ProviderConfig,
    errors: ['provider_unknown', 'invalid'],
  })
  read(
    @CallerOf() { organization }: Caller,
    @Param('service_type') service_type: string,
  ): Promise<ProviderConfig> {
    return placed('path', this.bus.ask(ReadProvider, { organization, service_type }));
  }

  @Put(':service_type/secret')
  @FidesEndpoint({
    summary:
      'Sets secrets of the config that the name of a type stands for. A complete set replaces the stored secrets.',
    scope: 'messaging:create_or_update',
    body: { type: 'object', additionalProperties: true },
    bodyExample: { mailgun_api_key: '<your key>' },
    reply: SecretsSaved,
    errors: ['provider_unknown'],
  })
  async saveSecrets(
    @CallerOf() { organization }: Caller,
    @Param('service_type') service_type: string,
    @JsonBody() body: unknown,
  ): Promise<SecretsSaved> {
    const secrets = readSecrets(body);
    const { key } = await placed('path', this.bus.ask(ReadProvider, { organization, service_type }));
    // Fides tells where in the secrets a problem is, without `body` in front
    await placed(null, this.bus.ask(SaveProviderSecrets, { organization, key, secrets }), 'secrets');
    return secretsSaved(key);
  }
}
