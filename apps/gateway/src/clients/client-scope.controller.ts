import { Controller, Get, Header, Param, Put } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ChangeClient,
  ReadClient,
  roles,
  scopes as everyScope,
  type Problem,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { requireBody } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { onBehalfOf } from './client.controller';

const scopeList = { type: 'array', items: { type: 'string' } };
const example = ['privacy-request:create', 'privacy-request:read'];

/** Scopes of clients, and the list of all scopes. */
@ApiTags('Access')
@Controller('api/v1/oauth')
export class ClientScopeController {
  constructor(private readonly bus: Bus) {}

  @Get('client/:client_id/scope')
  @FidesEndpoint({
    summary: 'Lists the scopes of a client.',
    scope: 'client:read',
    reply: scopeList,
    replyExample: example,
    errors: ['client_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('client_id') client_id: string): Promise<string[]> {
    return (await this.bus.ask(ReadClient, { organization, client_id })).scopes;
  }

  @Put('client/:client_id/scope')
  @Header('content-type', 'application/json')
  @FidesEndpoint({
    summary: 'Replaces the scopes of a client. Takes effect at once, for existing tokens too.',
    scope: 'client:update',
    body: scopeList,
    bodyExample: example,
    reply: { nullable: true },
    replyExample: null,
    errors: ['client_unknown', 'scope_unknown', 'scope_not_held'],
  })
  async replace(
    @CallerOf() caller: Caller,
    @Param('client_id') client_id: string,
    @JsonBody() body: unknown,
  ): Promise<string> {
    await this.bus.ask(ChangeClient, { ...onBehalfOf(caller), client_id, scopes: readScopes(body) });
    return 'null';
  }

  @Get('scope')
  @FidesEndpoint({
    summary: 'Lists all scopes.',
    scope: 'scope:read',
    reply: scopeList,
    replyExample: everyScope,
  })
  listScopes(): readonly string[] {
    return everyScope;
  }

  @Get('role')
  @FidesEndpoint({
    summary: 'Lists the scopes of each role.',
    scope: 'scope:read',
    reply: { type: 'object', additionalProperties: scopeList },
    replyExample: roles,
  })
  listRoles(): Readonly<Record<string, readonly string[]>> {
    return roles;
  }
}

function readScopes(body: unknown): string[] {
  requireBody(body);
  if (!Array.isArray(body)) throw refusal([{ path: ['body'], rule: 'isArray', message: 'must be an array' }]);
  const items: unknown[] = body;
  const problems = items.flatMap((item, index) =>
    typeof item === 'string'
      ? []
      : [{ path: ['body', index], rule: 'isString', message: 'must be a string' }],
  );
  if (problems.length > 0) throw refusal(problems);
  return items.map(String);
}

function refusal(problems: Problem[]): AppError {
  return new AppError('invalid', {}, problems);
}
