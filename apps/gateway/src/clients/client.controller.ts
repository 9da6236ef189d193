import { exampleOf } from '@subjectline/schema';
import { Controller, Delete, Get, Header, Param, Post, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  ChangeClient,
  ClientRecord,
  ClientSecret,
  CreateClient,
  DeleteClient,
  ListClients,
  ReadClient,
  RotateClientSecret,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { ChangeClientBody, CreateClientBody } from './client.body';

const { name, scopes } = exampleOf(ClientRecord);

/** API clients, without the root client, which is configured in the environment. */
@ApiTags('Access')
@Controller('api/v1/oauth/client')
export class ClientController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @FidesEndpoint({
    creates: true,
    summary: 'Creates a client. Its secret is returned only in this response.',
    scope: 'client:create',
    bodyExample: { name, scopes },
    reply: ClientSecret,
    errors: ['scope_unknown', 'scope_not_held'],
  })
  async create(
    @CallerOf() caller: Caller,
    // Fides takes no body at all for a client without name or scopes
    @JsonBody({ isOptional: true }) { name, description, scopes = [] }: CreateClientBody,
  ): Promise<ClientSecret> {
    return this.bus.ask(CreateClient, {
      ...onBehalfOf(caller),
      scopes,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
    });
  }

  @Get()
  @FidesEndpoint({
    summary: 'Lists clients, newest first, without their secrets.',
    scope: 'client:read',
    ...pageReply(ClientRecord),
  })
  async list(@CallerOf() { organization }: Caller, @Query() page: PageQuery): Promise<Page<ClientRecord>> {
    const { items, total } = await this.bus.ask(ListClients, { organization, ...page });
    return pageOf(items, total, page);
  }

  @Get(':client_id')
  @FidesEndpoint({
    summary: 'Returns a client.',
    scope: 'client:read',
    reply: ClientRecord,
    errors: ['client_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('client_id') client_id: string): Promise<ClientRecord> {
    return this.bus.ask(ReadClient, { organization, client_id });
  }

  @Put(':client_id')
  @FidesEndpoint({
    summary: 'Updates the given fields of a client. Takes effect at once, for existing tokens too.',
    scope: 'client:update',
    bodyExample: { name, disabled: false },
    reply: ClientRecord,
    errors: ['client_unknown', 'scope_unknown', 'scope_not_held'],
  })
  async change(
    @CallerOf() caller: Caller,
    @Param('client_id') client_id: string,
    @JsonBody() { name, description, scopes, disabled }: ChangeClientBody,
  ): Promise<ClientRecord> {
    return this.bus.ask(ChangeClient, {
      ...onBehalfOf(caller),
      client_id,
      ...(typeof name === 'string' && { name }),
      ...(description !== undefined && { description }),
      ...(scopes && { scopes }),
      ...(disabled !== undefined && { disabled }),
    });
  }

  @Delete(':client_id')
  @Header('content-type', 'application/json')
  @FidesEndpoint({
    summary: 'Deletes a client and revokes its tokens.',
    scope: 'client:delete',
    reply: { nullable: true },
    replyExample: null,
    errors: ['client_unknown', 'scope_not_held'],
  })
  async remove(@CallerOf() caller: Caller, @Param('client_id') client_id: string): Promise<string> {
    await this.bus.ask(DeleteClient, { ...onBehalfOf(caller), client_id });
    return 'null';
  }

  @Post(':client_id/secret')
  @FidesEndpoint({
    creates: true,
    summary: 'Generates a new secret, shown once. Revokes the old secret and every token issued with it.',
    scope: 'client:update',
    reply: ClientSecret,
    errors: ['client_unknown', 'scope_not_held'],
  })
  rotateSecret(@CallerOf() caller: Caller, @Param('client_id') client_id: string): Promise<ClientSecret> {
    return this.bus.ask(RotateClientSecret, { ...onBehalfOf(caller), client_id });
  }
}

export function onBehalfOf({ organization, scopes }: Caller): {
  organization: string;
  caller_scopes: string[];
} {
  return { organization, caller_scopes: [...scopes] };
}
