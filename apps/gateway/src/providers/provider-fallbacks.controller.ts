import { Controller, Get, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ProviderFallbacks, ReadProviderFallbacks, SaveProviderFallbacks } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

@ApiTags('Messaging providers')
@Controller('api/v1/messaging/fallback')
export class ProviderFallbacksController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns the fallback providers of each channel.',
    scope: 'messaging:read',
    reply: ProviderFallbacks,
  })
  read(@CallerOf() { organization }: Caller): Promise<ProviderFallbacks> {
    return this.bus.ask(ReadProviderFallbacks, { organization });
  }

  @Put()
  @NativeEndpoint({
    summary:
      'Replaces the fallback providers. Each entry is the key of a config that can send on that channel.',
    scope: 'messaging:create_or_update',
    reply: ProviderFallbacks,
  })
  async save(
    @CallerOf() { organization }: Caller,
    @JsonBody() fallbacks: ProviderFallbacks,
  ): Promise<ProviderFallbacks> {
    return placed('body', this.bus.ask(SaveProviderFallbacks, { organization, fallbacks }), 'fallbacks');
  }
}
