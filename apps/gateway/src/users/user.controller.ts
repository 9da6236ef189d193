import { Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  ChangeOperator,
  Clock,
  CreateOperator,
  defaultLocale,
  DeleteOperator,
  InviteOperator,
  ListOperators,
  ReadOperator,
  UnlinkOperator,
} from '@subjectline/contracts';
import { onBehalfOf } from '../clients/client.controller';
import { JsonBody } from '../http/bodies/json-body';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { ChangeUserBody, CreateUserBody } from './user.bodies';
import { CreatedUser, toUser, UserResource } from './user.resource';

/** The people who work in the console, as Fides' API names them. */
@ApiTags('Access')
@Controller('api/v1/user')
export class UserController {
  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  @Post()
  @FidesEndpoint({
    creates: true,
    summary: 'Creates a user of the console and mails an invitation, which is valid for seven days.',
    scope: 'user:create',
    status: 201,
    bodyExample: { email_address: 'mia@example.com', first_name: 'Mia', roles: ['approver'] },
    reply: CreatedUser,
    errors: ['operator_taken', 'scope_not_held'],
  })
  async create(
    @CallerOf() caller: Caller,
    @JsonBody() { email_address, first_name, last_name, roles = ['viewer'], locale }: CreateUserBody,
  ): Promise<CreatedUser> {
    const { id } = await this.bus.ask(CreateOperator, {
      ...onBehalfOf(caller),
      email: email_address,
      first_name: first_name ?? null,
      last_name: last_name ?? null,
      role: roles[0] ?? 'viewer',
      locale: locale ?? defaultLocale,
    });
    return { id };
  }

  @Get()
  @FidesEndpoint({
    summary: 'Lists the users of the console, oldest first.',
    scope: 'user:read',
    ...pageReply(UserResource),
  })
  async list(@CallerOf() { organization }: Caller, @Query() page: PageQuery): Promise<Page<UserResource>> {
    const { items, total } = await this.bus.ask(ListOperators, { organization, ...page });
    const now = this.clock.nowMs();
    return pageOf(
      items.map((operator) => toUser(operator, now)),
      total,
      page,
    );
  }

  @Get(':id')
  @FidesEndpoint({
    summary: 'Returns a user of the console.',
    scope: 'user:read',
    reply: UserResource,
    errors: ['user_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<UserResource> {
    return toUser(await this.bus.ask(ReadOperator, { organization, id }), this.clock.nowMs());
  }

  @Put(':id')
  @FidesEndpoint({
    summary: 'Updates the given fields of a user. Disabled, or with another address, the user is signed out.',
    scope: 'user:update',
    bodyExample: { first_name: 'Mia', disabled: false },
    reply: UserResource,
    errors: ['user_unknown', 'operator_taken', 'scope_not_held', 'last_owner'],
  })
  async change(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @JsonBody() { email_address, first_name, last_name, locale, disabled }: ChangeUserBody,
  ): Promise<UserResource> {
    const changed = await this.bus.ask(ChangeOperator, {
      ...onBehalfOf(caller),
      id,
      ...(email_address !== undefined && { email: email_address }),
      ...(first_name !== undefined && { first_name }),
      ...(last_name !== undefined && { last_name }),
      ...(locale !== undefined && { locale }),
      ...(disabled !== undefined && { disabled }),
    });
    return toUser(changed, this.clock.nowMs());
  }

  @Delete(':id')
  @FidesEndpoint({
    summary: 'Deletes a user of the console, who is signed out at once.',
    scope: 'user:delete',
    status: 204,
    errors: ['user_unknown', 'scope_not_held', 'last_owner'],
  })
  async remove(@CallerOf() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.bus.ask(DeleteOperator, { ...onBehalfOf(caller), id });
  }

  @Post(':id/invite')
  @FidesEndpoint({
    summary: 'Mails another invitation; the earlier one stops working.',
    scope: 'user:create',
    status: 202,
    errors: ['user_unknown', 'scope_not_held', 'invitation_accepted'],
  })
  async invite(@CallerOf() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.bus.ask(InviteOperator, { ...onBehalfOf(caller), id });
  }

  @Delete(':id/oidc')
  @FidesEndpoint({
    summary:
      'Removes the link of a user to an account of the identity provider; the next sign-in with OpenID Connect links another.',
    scope: 'user:update',
    reply: UserResource,
    errors: ['user_unknown', 'scope_not_held'],
  })
  async unlink(@CallerOf() caller: Caller, @Param('id') id: string): Promise<UserResource> {
    return toUser(await this.bus.ask(UnlinkOperator, { ...onBehalfOf(caller), id }), this.clock.nowMs());
  }
}
