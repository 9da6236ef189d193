import { Controller, Get, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ReadRequestAlert, RequestAlert, SaveRequestAlert } from '@subjectline/contracts';
import { OpenBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

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
  read(@CallerOf() { organization }: Caller): Promise<RequestAlert> {
    return this.bus.ask(ReadRequestAlert, { organization });
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
