import { Controller, Get, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ConsentApprovers, ReadConsentApprovers, SaveConsentApprovers } from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { ApproversBody } from './consent.bodies';
import { DidomiBody } from '../didomi/didomi-body';

/** The default approvers of events with a document or signature. An extension: Didomi has no such path. */
@ApiTags('Didomi: consents')
@Controller('consents/approvers')
export class ConsentApproversController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @DidomiEndpoint({
    summary: 'Returns the default approvers, used if an event names none.',
    scope: 'preference-center:read',
    reply: ConsentApprovers,
  })
  read(@CallerOf() { organization }: Caller): Promise<ConsentApprovers> {
    return this.bus.ask(ReadConsentApprovers, { organization });
  }

  @Put()
  @DidomiEndpoint({
    summary: 'Replaces the default approvers.',
    scope: 'preference-center:create_or_update',
    reply: ConsentApprovers,
  })
  save(
    @CallerOf() { organization }: Caller,
    @DidomiBody() { approvers }: ApproversBody,
  ): Promise<ConsentApprovers> {
    return placed('body', this.bus.ask(SaveConsentApprovers, { organization, approvers }));
  }
}
