import { Controller, Get, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, ReadRequestAlert, RequestAlert, SaveRequestAlert } from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { OpenBody } from '../http/bodies/json-body';
import { QueryFlag } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

/** What holds until an alert is set up. */
const noAlert: RequestAlert = { email_addresses: [], notify_after_failures: 5 };

class AlertQuery {
  @Optional(QueryFlag('`true`: without an alert, returns an empty list instead of 404.'))
  or_default?: boolean;
}

const example = { email_addresses: ['privacy-team@example.com'], notify_after_failures: 5 };

/** Staff alerts about failed requests. */
@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request/notification')
export class RequestNotificationController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @FidesEndpoint({
    summary: 'Returns who is notified when requests fail, and after how many failures.',
    scope: 'privacy-request-notifications:read',
    reply: RequestAlert,
    replyExample: example,
    errors: ['alert_unknown'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Query() { or_default }: AlertQuery,
  ): Promise<RequestAlert> {
    try {
      return await this.bus.ask(ReadRequestAlert, { organization });
    } catch (error) {
      if (or_default && error instanceof AppError && error.code === 'alert_unknown') return noAlert;
      throw error;
    }
  }

  @Put()
  @FidesEndpoint({
    summary: 'Sets who is notified when requests fail. An empty list turns alerts off.',
    scope: 'privacy-request-notifications:create_or_update',
    bodyExample: example,
    reply: RequestAlert,
    replyExample: example,
  })
  save(@CallerOf() { organization }: Caller, @OpenBody() body: RequestAlert): Promise<RequestAlert> {
    return this.bus.ask(SaveRequestAlert, { organization, alert: body });
  }
}
