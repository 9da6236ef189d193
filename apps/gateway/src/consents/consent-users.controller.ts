import { exampleOf } from '@subjectline/schema';
import { Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  ChangeConsentUser,
  ConsentUserChanges,
  ConsentUserInput,
  CreateConsentUser,
  DeleteConsentUser,
  ListConsentUsers,
  ReadConsentUser,
} from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { RegulationQuery, UsersQuery } from './consent-filter';
import {
  ConsentCallerOf,
  consentNames,
  TakesConsentToken,
  tokenQuery,
  type ConsentCaller,
} from './consent-token';
import { ConsentUserResource } from './consent.resource';
import { DidomiBody } from '../didomi/didomi-body';
import { toResource } from '../dsar/dsar.resource';
import { listReply, sliceFrom, toList, type DidomiList } from '../didomi/list';

const userNames = { ...consentNames, user_id: 'id' };

/** Users with their current consents. */
@ApiTags('Didomi: consents')
@Controller('consents/users')
export class ConsentUsersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @DidomiEndpoint({
    summary: 'Lists users with their current consents, oldest first.',
    scope: 'consent:read',
    ...listReply(ConsentUserResource),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() { $limit, $skip, ...filters }: UsersQuery,
  ): Promise<DidomiList<ConsentUserResource>> {
    const slice = sliceFrom({ $limit, $skip });
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
    summary: 'Returns a user with their current consents. A consent token gives access to its own user only.',
    scope: 'consent:read',
    query: tokenQuery,
    reply: ConsentUserResource,
    errors: ['user_unknown', 'consent_token_rejected'],
  })
  async read(
    @ConsentCallerOf() caller: ConsentCaller,
    @Param('id') user_id: string,
    @Query() query: RegulationQuery,
  ): Promise<ConsentUserResource> {
    const asked = this.bus.ask(ReadConsentUser, { ...caller, user_id, ...query });
    return toResource(caller.organization, await placed('query', asked, null, userNames));
  }

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary: 'Creates a user without events. The welcome message is sent on the first confirmed event.',
    scope: 'consent:create_or_update',
    unaudited: 'The user is a record of its own.',
    status: 201,
    bodyExample: { organization_user_id: 'ada@example.com', country: 'FR' },
    reply: ConsentUserResource,
    replyExample: { ...exampleOf(ConsentUserResource), consents: {} },
    errors: ['conflict'],
  })
  async create(
    @CallerOf() { organization }: Caller,
    @DidomiBody() user: ConsentUserInput,
  ): Promise<ConsentUserResource> {
    const asked = this.bus.ask(CreateConsentUser, { organization, user });
    return toResource(organization, await placed('body', asked, 'user'));
  }

  @Patch(':id')
  @DidomiEndpoint({
    summary: 'Updates the given fields of a user. Null clears a field; metadata is merged by key.',
    scope: 'consent:create_or_update',
    bodyExample: { email: 'ada@example.com', country: 'FR' },
    reply: ConsentUserResource,
    errors: ['user_unknown', 'conflict'],
  })
  async change(
    @CallerOf() { organization }: Caller,
    @Param('id') user_id: string,
    @DidomiBody() changes: ConsentUserChanges,
  ): Promise<ConsentUserResource> {
    const asked = this.bus.ask(ChangeConsentUser, { organization, user_id, changes });
    return toResource(organization, await placed('body', asked, 'changes', userNames));
  }

  @Delete(':id')
  @DidomiEndpoint({
    summary: 'Deletes a user, all their events, and proofs that no other event uses.',
    scope: 'consent:delete',
    status: 204,
    errors: ['user_unknown'],
  })
  async delete(@CallerOf() { organization }: Caller, @Param('id') user_id: string): Promise<void> {
    // each call is small, however many choices there are
    for (let isGone = false; !isGone;) {
      const asked = this.bus.ask(DeleteConsentUser, { organization, user_id });
      ({ is_gone: isGone } = await placed('path', asked, null, userNames));
    }
  }
}
