import { Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  HoldPerson,
  holdReasons,
  ListPersonHolds,
  PersonHold,
  PersonReference,
  RemovePersonHold,
  type HoldReason,
} from '@subjectline/contracts';
import { OneOf } from '@subjectline/schema';
import { JsonBody } from '../http/bodies/json-body';
import { pageOf, PageQuery, pageReply, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { PersonReferences } from './person-reference';

class HoldBody extends PersonReference {
  @OneOf(holdReasons) reason!: HoldReason;
}

@ApiTags('Persons')
@Controller('api/v1/persons/hold')
export class HoldsController {
  constructor(
    private readonly bus: Bus,
    private readonly references: PersonReferences,
  ) {}

  @Put()
  @NativeEndpoint({
    summary: 'Puts a legal hold on a person: nothing of theirs is erased until it is removed.',
    scope: 'person:hold',
    bodyExample: { email: 'ana@example.com', reason: 'litigation' },
    reply: PersonHold,
  })
  hold(
    @CallerOf() { organization, clientId: held_by }: Caller,
    @JsonBody() { reason, ...person }: HoldBody,
  ): Promise<PersonHold> {
    return this.bus.ask(HoldPerson, { ...this.references.seal(organization, person), reason, held_by });
  }

  @Get()
  @NativeEndpoint({
    summary: 'Lists legal holds, newest first, with those that were removed.',
    scope: 'person:hold',
    ...pageReply(PersonHold),
  })
  async list(@CallerOf() { organization }: Caller, @Query() query: PageQuery): Promise<Page<PersonHold>> {
    const { items, total } = await this.bus.ask(ListPersonHolds, { organization, ...query });
    return pageOf(items, total, query);
  }

  @Delete(':id')
  @NativeEndpoint({
    summary: 'Removes a legal hold. An erasure that it stopped goes on when it is asked for again.',
    scope: 'person:hold',
    reply: PersonHold,
    errors: ['person_hold_unknown'],
  })
  remove(
    @CallerOf() { organization, clientId: removed_by }: Caller,
    @Param('id') id: string,
  ): Promise<PersonHold> {
    return this.bus.ask(RemovePersonHold, { organization, id, removed_by });
  }
}
