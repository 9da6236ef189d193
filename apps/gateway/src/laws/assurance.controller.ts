import { Controller, Get, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AssuranceSettings,
  ReadAssuranceSettings,
  SaveAssuranceSettings,
  VersionedAssuranceSettings,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

/** How surely persons have to be known, by action and law. */
@ApiTags('Assurance')
@Controller('api/v1/assurance')
export class AssuranceController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary:
      'Returns how surely persons have to be known: the rules of the organization, and all that apply.',
    scope: 'law:read',
    reply: VersionedAssuranceSettings,
  })
  read(@CallerOf() { organization }: Caller): Promise<VersionedAssuranceSettings> {
    return this.bus.ask(ReadAssuranceSettings, { organization });
  }

  @Put()
  @NativeEndpoint({
    summary: 'Replaces these rules. They apply to new requests of the public form.',
    scope: 'law:create_or_update',
    reply: VersionedAssuranceSettings,
    errors: ['law_unknown', 'verification_forbidden'],
  })
  save(
    @CallerOf() { organization, clientId: changed_by }: Caller,
    @JsonBody() settings: AssuranceSettings,
  ): Promise<VersionedAssuranceSettings> {
    return this.bus.ask(SaveAssuranceSettings, { organization, settings, changed_by });
  }
}
