import { Controller, Get, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  DeadlineSettings,
  ReadDeadlineSettings,
  SaveDeadlineSettings,
  VersionedDeadlineSettings,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

/** Which law a request is under. */
@ApiTags('Deadlines')
@Controller('api/v1/deadline-settings')
export class DeadlineSettingsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns the time zone that days are counted in, and how the law of a request is chosen.',
    scope: 'law:read',
    reply: VersionedDeadlineSettings,
  })
  read(@CallerOf() { organization }: Caller): Promise<VersionedDeadlineSettings> {
    return this.bus.ask(ReadDeadlineSettings, { organization });
  }

  @Put()
  @NativeEndpoint({
    summary: 'Replaces these settings. Dates that were computed before stay.',
    scope: 'law:create_or_update',
    reply: VersionedDeadlineSettings,
    errors: ['law_unknown'],
  })
  save(
    @CallerOf() { organization, clientId: changed_by }: Caller,
    @JsonBody() settings: DeadlineSettings,
  ): Promise<VersionedDeadlineSettings> {
    return this.bus.ask(SaveDeadlineSettings, { organization, settings, changed_by });
  }
}
