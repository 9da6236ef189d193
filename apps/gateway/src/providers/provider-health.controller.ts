import { Controller, Get } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ProviderHealthList, ReadProviderHealth } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

@ApiTags('Messaging providers')
@Controller('api/v1/messaging/health')
export class ProviderHealthController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary:
      'Lists provider configs that cannot send at the moment, and the number of text messages in the last 24 hours.',
    scope: 'messaging:read',
    reply: ProviderHealthList,
  })
  read(@CallerOf() { organization }: Caller): Promise<ProviderHealthList> {
    return this.bus.ask(ReadProviderHealth, { organization });
  }
}
