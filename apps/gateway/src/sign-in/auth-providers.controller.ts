import { Flag, OneOf, Optional } from '@subjectline/schema';
import { Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  AuthProvider,
  ChangeAuthProvider,
  CreateAuthProvider,
  DeleteAuthProvider,
  ListAuthProviders,
  ReadAuthProvider,
  signInProtocols,
  type SignInProtocol,
} from '@subjectline/contracts';
import type { Query as QueryValues } from '../http/page';
import { placed } from '../http/bodies/placed';
import { DidomiEndpoint } from '../openapi/endpoint';
import { objectOf, schemaOf, text, type HandSchema } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DidomiBody } from '../didomi/didomi-body';
import { toResource } from '../dsar/dsar.resource';
import {
  didomiListShape,
  listExample,
  readSlice,
  sliceOf,
  sliceQuery,
  type DidomiList,
} from '../didomi/list';

type Resource = AuthProvider & { organization_id: string };

class CreateAuthProviderBody {
  /** `otp` sends a code, `message` a link. */
  @OneOf(signInProtocols) type!: SignInProtocol;
  @Optional(Flag) is_default?: boolean;
}

class ChangeAuthProviderBody {
  @Optional(OneOf(signInProtocols)) type?: SignInProtocol;

  /** Replaces the previous default. */
  @Optional(Flag) is_default?: boolean;
}

const shape: HandSchema = { allOf: [schemaOf(AuthProvider), objectOf({ organization_id: text })] };
const example: Resource = {
  id: 'aup_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11',
  organization_id: 'default',
  type: 'message',
  is_default: true,
  created_at: '2026-03-02T09:30:00.000Z',
  updated_at: '2026-03-02T09:30:00.000Z',
};

/** Sign-in methods of an organization's Preference Center. */
@ApiTags('Didomi: Preference Center')
@Controller('auth-providers')
export class AuthProvidersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @DidomiEndpoint({
    summary: 'Lists sign-in methods, oldest first. Each organization starts with a code.',
    scope: 'preference-center:read',
    query: sliceQuery,
    reply: didomiListShape(shape),
    replyExample: listExample(example),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: QueryValues,
  ): Promise<DidomiList<Resource>> {
    const slice = readSlice(query);
    const { items } = await this.bus.ask(ListAuthProviders, { organization });
    return sliceOf(
      items.map((item) => toResource(organization, item)),
      slice,
    );
  }

  @Get(':id')
  @DidomiEndpoint({
    summary: 'Returns a sign-in method.',
    scope: 'preference-center:read',
    reply: shape,
    replyExample: example,
    errors: ['auth_provider_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<Resource> {
    const asked = this.bus.ask(ReadAuthProvider, { organization, id });
    return toResource(organization, await placed('path', asked));
  }

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary: 'Adds a sign-in method. At most one per type.',
    scope: 'preference-center:create_or_update',
    status: 201,
    bodyExample: { type: 'message', is_default: true },
    reply: shape,
    replyExample: example,
    errors: ['auth_provider_taken'],
  })
  async create(
    @CallerOf() { organization }: Caller,
    @DidomiBody() wanted: CreateAuthProviderBody,
  ): Promise<Resource> {
    const asked = this.bus.ask(CreateAuthProvider, { ...wanted, organization });
    return toResource(organization, await placed('body', asked));
  }

  @Patch(':id')
  @DidomiEndpoint({
    summary: 'Updates a sign-in method, or makes it the default.',
    scope: 'preference-center:create_or_update',
    bodyExample: { type: 'message', is_default: true },
    reply: shape,
    replyExample: example,
    errors: ['auth_provider_unknown', 'auth_provider_taken', 'conflict'],
  })
  async change(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @DidomiBody() changes: ChangeAuthProviderBody,
  ): Promise<Resource> {
    const asked = this.bus.ask(ChangeAuthProvider, { ...changes, organization, id });
    return toResource(organization, await placed('body', asked));
  }

  @Delete(':id')
  @DidomiEndpoint({
    summary: 'Deletes a sign-in method. The default one cannot be deleted.',
    scope: 'preference-center:create_or_update',
    status: 204,
    reply: text,
    errors: ['auth_provider_unknown', 'conflict'],
  })
  async delete(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<void> {
    await placed('path', this.bus.ask(DeleteAuthProvider, { organization, id }));
  }
}
