import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { LawDetails, Law, LawTable, ListLaws, ReadLaw, RemoveLaw, SaveLaw } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { placedBeside } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

/** Until when requests have to be answered. */
@ApiTags('Deadlines')
@Controller('api/v1/laws')
export class LawsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists the laws: the default ones, and those of the organization in their place or besides.',
    scope: 'law:read',
    reply: LawTable,
  })
  list(@CallerOf() { organization }: Caller): Promise<LawTable> {
    return this.bus.ask(ListLaws, { organization });
  }

  @Get(':id')
  @NativeEndpoint({
    summary: 'Returns a law.',
    scope: 'law:read',
    reply: Law,
    errors: ['law_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<Law> {
    return this.bus.ask(ReadLaw, { organization, id });
  }

  @Put(':id')
  @NativeEndpoint({
    summary: 'Adds a law, or takes the place of a default one. Dates that were computed before stay.',
    scope: 'law:create_or_update',
    reply: Law,
    errors: ['law_limit'],
  })
  save(
    @CallerOf() { organization, clientId: changed_by }: Caller,
    @Param('id') id: string,
    @JsonBody() law: LawDetails,
  ): Promise<Law> {
    return placedBeside('law', this.bus.ask(SaveLaw, { organization, id, law, changed_by }));
  }

  @Delete(':id')
  @NativeEndpoint({
    summary: 'Deletes a law of the organization. The default one, if there is one, applies again.',
    scope: 'law:create_or_update',
    reply: LawTable,
    errors: ['law_unknown', 'law_in_use'],
  })
  remove(
    @CallerOf() { organization, clientId: changed_by }: Caller,
    @Param('id') id: string,
  ): Promise<LawTable> {
    return this.bus.ask(RemoveLaw, { organization, id, changed_by });
  }
}
