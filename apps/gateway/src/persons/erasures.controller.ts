import { Controller, Get, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ErasePerson, PersonErasure, PersonReference, ReadPersonErasure } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { PersonReferences } from './person-reference';

@ApiTags('Persons')
@Controller('api/v1/persons/erase')
export class ErasuresController {
  constructor(
    private readonly bus: Bus,
    private readonly references: PersonReferences,
  ) {}

  @Post()
  @NativeEndpoint({
    summary: 'Erases a person in all services. Repeated, it goes on with an erasure that is not done.',
    scope: 'person:erase',
    bodyExample: { email: 'ana@example.com' },
    status: 202,
    reply: PersonErasure,
    errors: ['person_on_hold'],
  })
  start(
    @CallerOf() { organization, clientId: requested_by }: Caller,
    @JsonBody() person: PersonReference,
  ): Promise<PersonErasure> {
    return this.bus.ask(ErasePerson, { ...this.references.seal(organization, person), requested_by });
  }

  @Get(':id')
  @NativeEndpoint({
    summary: 'Returns how far an erasure is, with its certificate once it is done.',
    scope: 'person:erase',
    reply: PersonErasure,
    errors: ['person_erasure_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<PersonErasure> {
    return this.bus.ask(ReadPersonErasure, { organization, id });
  }
}
