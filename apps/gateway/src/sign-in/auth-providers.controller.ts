import { Flag, OneOf, Optional } from '@subjectline/schema';
import { Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AuthProvider,
  ChangeAuthProvider,
  CreateAuthProvider,
  DeleteAuthProvider,
  ListAuthProviders,
  OrganizationId,
  ReadAuthProvider,
  signInProtocols,
  type SignInProtocol,
} from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DidomiBody } from '../didomi/didomi-body';
import { toResource } from '../dsar/dsar.resource';
import { listReply, sliceFrom, sliceOf, SliceQuery, type DidomiList } from '../didomi/list';

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

class AuthProviderResource extends AuthProvider {
  @OrganizationId organization_id!: string;
}

/** Sign-in methods of an organization's Preference Center. */
@ApiTags('Didomi: Preference Center')
@Controller('auth-providers')
export class AuthProvidersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @DidomiEndpoint({
    summary: 'Lists sign-in methods, oldest first. Each organization starts with a code.',
    scope: 'preference-center:read',
    ...listReply(AuthProviderResource),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: SliceQuery,
  ): Promise<DidomiList<AuthProviderResource>> {
    const slice = sliceFrom(query);
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
    reply: AuthProviderResource,
    errors: ['auth_provider_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<AuthProviderResource> {
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
    reply: AuthProviderResource,
    errors: ['auth_provider_taken'],
  })
  async create(
    @CallerOf() { organization }: Caller,
    @DidomiBody() wanted: CreateAuthProviderBody,
  ): Promise<AuthProviderResource> {
    const asked = this.bus.ask(CreateAuthProvider, { ...wanted, organization });
    return toResource(organization, await placed('body', asked));
  }

  @Patch(':id')
  @DidomiEndpoint({
    summary: 'Updates a sign-in method, or makes it the default.',
    scope: 'preference-center:create_or_update',
    bodyExample: { type: 'message', is_default: true },
    reply: AuthProviderResource,
    errors: ['auth_provider_unknown', 'auth_provider_taken', 'conflict'],
  })
  async change(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @DidomiBody() changes: ChangeAuthProviderBody,
  ): Promise<AuthProviderResource> {
    const asked = this.bus.ask(ChangeAuthProvider, { ...changes, organization, id });
    return toResource(organization, await placed('body', asked));
  }

  @Delete(':id')
  @DidomiEndpoint({
    summary: 'Deletes a sign-in method. The default one cannot be deleted.',
    scope: 'preference-center:create_or_update',
    status: 204,
    errors: ['auth_provider_unknown', 'conflict'],
  })
  async delete(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<void> {
    await placed('path', this.bus.ask(DeleteAuthProvider, { organization, id }));
  }
}
