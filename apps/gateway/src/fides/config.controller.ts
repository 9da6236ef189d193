import { Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ApplicationSettings,
  ChangeApplicationSettings,
  ReadApplicationSettings,
} from '@subjectline/contracts';
import { JsonBody } from '../http/json-body';
import { readWord, type Query as QueryValues } from '../http/page';
import { placed, readBody } from '../http/placed';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

const example = {
  notifications: { notification_service_type: 'mailgun', send_request_receipt_notification: true },
  execution: { subject_identity_verification_required: true },
};

@ApiTags('Application settings')
@Controller('api/v1/config')
export class ConfigController {
  constructor(private readonly bus: Bus) {}

  @Patch()
  @FidesEndpoint({
    summary: 'Changes the settings that are named; null means the default again',
    scope: 'config:update',
    body: ApplicationSettings,
    bodyExample: example,
    reply: ApplicationSettings,
    replyExample: example,
  })
  async change(
    @CallerOf() { organization }: Caller,
    @JsonBody() body: unknown,
  ): Promise<ApplicationSettings> {
    const changes = readBody(ApplicationSettings, body);
    if (Object.keys(changes).length === 0) throw emptyBody();
    const request = { organization, changes };
    return placed('body', this.bus.ask(ChangeApplicationSettings, request), 'changes');
  }

  @Get()
  @FidesEndpoint({
    summary: 'What has been set through this API, or, without `api_set`, what a file or the environment sets',
    scope: 'config:read',
    query: { api_set: '`true` for what was set through this API' },
    reply: ApplicationSettings,
    replyExample: example,
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Query() query: QueryValues,
  ): Promise<ApplicationSettings> {
    const apiSet = readWord(query, 'api_set', ['true', 'false', 'True', 'False', '1', '0']);
    const isApiSet = apiSet !== undefined && ['true', 'True', '1'].includes(apiSet);
    // no setting of an organization comes from a file or the environment
    return isApiSet ? this.bus.ask(ReadApplicationSettings, { organization }) : {};
  }
}

function emptyBody(): AppError {
  const message = 'The body cannot be empty: name at least one setting to change';
  return new AppError('invalid', {}, [{ path: ['body'], rule: 'notEmpty', message }]);
}
