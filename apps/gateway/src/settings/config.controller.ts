import { Optional } from '@subjectline/schema';
import { Controller, Delete, Get, Patch, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ApplicationSettings,
  ChangeApplicationSettings,
  ReadApplicationSettings,
  ReadEnvironmentSettings,
  ReplaceApplicationSettings,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { QueryFlag } from '../http/query/query-fields';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

const example = {
  notifications: { notification_service_type: 'mailgun', send_request_receipt_notification: true },
  execution: { subject_identity_verification_required: true },
};

class ConfigQuery {
  @Optional(QueryFlag('`true` for settings made through this API.')) api_set?: boolean;
}

@ApiTags('Application settings')
@Controller('api/v1/config')
export class ConfigController {
  constructor(private readonly bus: Bus) {}

  @Patch()
  @FidesEndpoint({
    summary: 'Updates the given settings. Null restores the default.',
    scope: 'config:update',
    bodyExample: example,
    reply: ApplicationSettings,
    replyExample: example,
  })
  async change(
    @CallerOf() { organization }: Caller,
    @JsonBody({ isOptional: true }) body: ApplicationSettings,
  ): Promise<ApplicationSettings> {
    const request = { organization, changes: requireSettings(body) };
    return placed('body', this.bus.ask(ChangeApplicationSettings, request), 'changes');
  }

  @Put()
  @FidesEndpoint({
    summary: 'Replaces all settings made through this API. Null omits a setting.',
    scope: 'config:update',
    bodyExample: example,
    reply: ApplicationSettings,
    replyExample: example,
  })
  async replace(
    @CallerOf() { organization }: Caller,
    @JsonBody({ isOptional: true }) body: ApplicationSettings,
  ): Promise<ApplicationSettings> {
    const request = { organization, settings: requireSettings(body) };
    return placed('body', this.bus.ask(ReplaceApplicationSettings, request), 'settings');
  }

  @Delete()
  @FidesEndpoint({
    summary: 'Clears all settings made through this API. Keeps those from the environment.',
    scope: 'config:update',
    reply: ApplicationSettings,
    replyExample: {},
  })
  clear(@CallerOf() { organization }: Caller): Promise<ApplicationSettings> {
    return this.bus.ask(ReplaceApplicationSettings, { organization, settings: {} });
  }

  @Get()
  @FidesEndpoint({
    summary:
      'Returns settings from the environment and the defaults or, with `api_set`, those made through this API.',
    scope: 'config:read',
    reply: ApplicationSettings,
    replyExample: example,
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Query() { api_set: isApiSet }: ConfigQuery,
  ): Promise<ApplicationSettings> {
    return this.bus.ask(isApiSet ? ReadApplicationSettings : ReadEnvironmentSettings, { organization });
  }
}

function requireSettings(settings: ApplicationSettings): ApplicationSettings {
  if (Object.keys(settings).length > 0) return settings;
  const message = 'Config body cannot be empty. DELETE endpoint can be used to null out application config.';
  throw new AppError('invalid', {}, [{ path: ['body'], rule: 'notEmpty', message }]);
}
