import { Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ChangeProvider,
  CreateProvider,
  DeleteProvider,
  ListProviders,
  ProviderConfig,
  ReadProvider,
  SaveProviderSecrets,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { checkPlaced, placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { readSecrets, secretsSaved, SecretsSaved } from './provider-secrets';
import { ChangeProviderBody, CreateProviderBody, ProviderPath } from './provider.body';

/** Provider configs by their keys; there may be several of one type. */
@ApiTags('Messaging providers')
@Controller('api/v1/messaging/config')
export class ProviderController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @FidesEndpoint({
    creates: true,
    summary: 'Creates a config, or updates the one with this key. The first config becomes active.',
    scope: 'messaging:create_or_update',
    bodyExample: {
      service_type: 'mailgun',
      details: { domain: 'mg.example.com' },
      secrets: { mailgun_api_key: '<your key>' },
    },
    reply: ProviderConfig,
    errors: ['provider_refused_here', 'provider_type_fixed', 'provider_name_taken'],
  })
  async create(
    @CallerOf() { organization }: Caller,
    @JsonBody() { service_type, details, key, name, secrets }: CreateProviderBody,
  ): Promise<ProviderConfig> {
    const request = {
      organization,
      service_type,
      ...(details !== undefined && { details }),
      ...(key && { key }),
      ...(name && { name }),
      ...(secrets && { secrets }),
    };
    return placed('body', this.bus.ask(CreateProvider, request), 'details');
  }

  @Get()
  @FidesEndpoint({
    summary: 'Lists configs, newest first.',
    scope: 'messaging:read',
    ...pageReply(ProviderConfig),
  })
  async list(@CallerOf() { organization }: Caller, @Query() page: PageQuery): Promise<Page<ProviderConfig>> {
    const { items, total } = await this.bus.ask(ListProviders, { organization, ...page });
    return pageOf(items, total, page);
  }

  @Get(':config_key')
  @FidesEndpoint({
    summary: 'Returns a config.',
    scope: 'messaging:read',
    reply: ProviderConfig,
    errors: ['provider_key_unknown', 'invalid'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Param('config_key') config_key: string,
  ): Promise<ProviderConfig> {
    return this.bus.ask(ReadProvider, { organization, key: readKey(config_key) });
  }

  @Patch(':config_key')
  @FidesEndpoint({
    summary: 'Updates the given fields of a config, including single details and secrets.',
    scope: 'messaging:create_or_update',
    bodyExample: { name: 'Mailgun, EU', details: { is_eu_domain: true } },
    reply: ProviderConfig,
    errors: ['provider_key_unknown', 'provider_type_fixed', 'provider_name_taken'],
  })
  async change(
    @CallerOf() { organization }: Caller,
    @Param('config_key') config_key: string,
    @JsonBody() { key: repeated, secrets, ...changes }: ChangeProviderBody,
  ): Promise<ProviderConfig> {
    const key = readKey(config_key);
    if (repeated && repeated !== key) {
      // a config that is not there is what Fides tells first
      await this.bus.ask(ReadProvider, { organization, key });
      throw keyDiffers();
    }
    const request = { organization, ...changes, key, ...(secrets && { secrets }) };
    return placed('body', this.bus.ask(ChangeProvider, request), 'details');
  }

  @Delete(':config_key')
  @FidesEndpoint({
    summary: 'Deletes a config. Deleting the last one of the active type leaves no active provider.',
    scope: 'messaging:delete',
    status: 204,
    errors: ['provider_key_unknown', 'invalid'],
  })
  async remove(@CallerOf() { organization }: Caller, @Param('config_key') config_key: string): Promise<void> {
    await this.bus.ask(DeleteProvider, { organization, key: readKey(config_key) });
  }

  @Put(':config_key/secret')
  @FidesEndpoint({
    summary: 'Sets secrets. A complete set replaces the stored secrets; a partial set is merged into them.',
    scope: 'messaging:create_or_update',
    body: { type: 'object', additionalProperties: true },
    bodyExample: { mailgun_api_key: '<your key>' },
    reply: SecretsSaved,
    errors: ['provider_key_unknown'],
  })
  async saveSecrets(
    @CallerOf() { organization }: Caller,
    @Param('config_key') config_key: string,
    @JsonBody() body: unknown,
  ): Promise<SecretsSaved> {
    const key = readKey(config_key);
    const secrets = readSecrets(body);
    await placed(null, this.bus.ask(SaveProviderSecrets, { organization, key, secrets }), 'secrets');
    return secretsSaved(key);
  }
}

function readKey(config_key: string): string {
  return checkPlaced('path', ProviderPath, { config_key }).config_key;
}

function keyDiffers(): AppError {
  const message = 'a config keeps its key: it has to be the one in the path, or be left out';
  return new AppError('invalid', {}, [{ path: ['body', 'key'], rule: 'sameAsPath', message }]);
}
