import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  ConsentUserInput,
  CreateConsentUser,
  ListConsentUsers,
  ReadConsentUser,
  type ConsentUser,
} from '@subjectline/contracts';
import { readText, type Query as QueryValues } from '../http/page';
import { placed, readBody } from '../http/placed';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { eventQuery, readRegulation, userQuery } from './consent-filter';
import { ConsentCallerOf, TakesConsentToken, type ConsentCaller } from './consent-token';
import { userExample, userShape } from './consent.resource';
import { DidomiBody } from './didomi-body';
import { toResource } from './dsar.resource';
import { didomiListShape, listExample, readSlice, sliceQuery, toList, type DidomiList } from './list';

type Resource = ConsentUser & { organization_id: string };

const { regulation } = eventQuery;

/** Persons, and what of their choices holds now. */
@ApiTags('Didomi: consents')
@Controller('consents/users')
export class ConsentUsersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @DidomiEndpoint({
    summary: 'Users, oldest first, each with what holds now',
    scope: 'consent:read',
    query: { ...sliceQuery, organization_user_id: userQuery.organization_user_id, regulation },
    reply: didomiListShape(userShape),
    replyExample: listExample(userExample),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: QueryValues,
  ): Promise<DidomiList<Resource>> {
    const slice = readSlice(query);
    const organization_user_id = readText(query, 'organization_user_id');
    const filters = {
      ...(organization_user_id !== undefined && { organization_user_id }),
      ...readRegulation(query),
    };
    const asked = this.bus.ask(ListConsentUsers, { organization, ...slice, ...filters });
    const { items, total } = await placed('query', asked);
    return toList(
      items.map((item) => toResource(organization, item)),
      total,
      slice,
    );
  }

  @Get(':id')
  @TakesConsentToken()
  @DidomiEndpoint({
    summary: 'One user, with what holds now; with a consent token only the user whose it is',
    scope: 'consent:read',
    query: { token: 'A consent token; it may also be the bearer token', regulation },
    reply: userShape,
    replyExample: userExample,
    errors: ['user_unknown', 'consent_token_rejected'],
  })
  async read(
    @ConsentCallerOf() caller: ConsentCaller,
    @Param('id') user_id: string,
    @Query() query: QueryValues,
  ): Promise<Resource> {
    const asked = this.bus.ask(ReadConsentUser, { ...caller, user_id, ...readRegulation(query) });
    return toResource(caller.organization, await placed('query', asked));
  }

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary: 'Stores a user who has chosen nothing yet; the welcome comes with the first confirmed choice',
    scope: 'consent:create_or_update',
    status: 201,
    body: ConsentUserInput,
    bodyExample: { organization_user_id: userExample.organization_user_id, country: 'FR' },
    reply: userShape,
    replyExample: { ...userExample, consents: {} },
    errors: ['conflict'],
  })
  async create(@CallerOf() { organization }: Caller, @DidomiBody() body: unknown): Promise<Resource> {
    const user = readBody(ConsentUserInput, body);
    const asked = this.bus.ask(CreateConsentUser, { organization, user });
    return toResource(organization, await placed('body', asked, 'user'));
  }
}
