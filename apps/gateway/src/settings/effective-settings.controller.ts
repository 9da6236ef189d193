import { Controller, Get } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { EffectiveSettings, ReadEffectiveSettings } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

@ApiTags('Application settings')
@Controller('api/v1/config/effective')
export class EffectiveSettingsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary:
      'Returns the effective value of each setting and its source: this API, the environment or the default.',
    scope: 'config:read',
    reply: EffectiveSettings,
  })
  read(@CallerOf() { organization }: Caller): Promise<EffectiveSettings> {
    return this.bus.ask(ReadEffectiveSettings, { organization });
  }
}
