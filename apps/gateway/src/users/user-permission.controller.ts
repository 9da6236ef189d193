import { Controller, Get, Param, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ChangeOperator, ReadOperator } from '@subjectline/contracts';
import { onBehalfOf } from '../clients/client.controller';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { UserPermissionsBody } from './user.bodies';
import { toPermissions, UserPermissions } from './user.resource';

/** The role of a user of the console, and the scopes that come with it. */
@ApiTags('Access')
@Controller('api/v1/user/:id/permission')
export class UserPermissionController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @FidesEndpoint({
    summary: 'Returns the role of a user, and its scopes.',
    scope: 'user:read',
    reply: UserPermissions,
    errors: ['user_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<UserPermissions> {
    return toPermissions(await this.bus.ask(ReadOperator, { organization, id }), organization);
  }

  @Put()
  @FidesEndpoint({
    summary: 'Gives a user a role. Takes effect at once, for sessions too.',
    scope: 'user:update',
    bodyExample: { roles: ['approver'] },
    reply: UserPermissions,
    errors: ['user_unknown', 'scope_not_held', 'last_owner'],
  })
  async replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @JsonBody() { roles: [role = 'viewer'] }: UserPermissionsBody,
  ): Promise<UserPermissions> {
    const changed = await this.bus.ask(ChangeOperator, { ...onBehalfOf(caller), id, role });
    return toPermissions(changed, caller.organization);
  }
}
