import { exampleOf } from '@subjectline/schema';
import { Controller, Get, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  CreatedOrganization,
  CreateOrganization,
  ListOrganizations,
  Organization,
  RenameOrganization,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DefaultOrganizationGuard } from './default-organization.guard';
import { CreateOrganizationBody, RenameOrganizationBody } from './create-organization.body';

const { id, name } = exampleOf(Organization);

/** The organizations of this installation. For the first organization only. */
@ApiTags('Organizations')
@UseGuards(DefaultOrganizationGuard)
@Controller('api/v1/organizations')
export class OrganizationsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @NativeEndpoint({
    creates: true,
    summary:
      "Creates an organization and its first client. The client has the caller's scopes, in that organization only.",
    scope: 'organization:create',
    status: 201,
    bodyExample: { id, name },
    reply: CreatedOrganization,
    errors: ['organization_taken'],
  })
  create(
    @CallerOf() caller: Caller,
    @JsonBody() { id, name }: CreateOrganizationBody,
  ): Promise<CreatedOrganization> {
    return this.bus.ask(CreateOrganization, { id, name, caller_scopes: [...caller.scopes] });
  }

  @Patch(':id')
  @NativeEndpoint({
    summary: 'Renames an organization. Its id stays.',
    scope: 'organization:update',
    bodyExample: { name },
    reply: Organization,
    errors: ['organization_unknown', 'invalid'],
  })
  rename(
    @Param('id') organization: string,
    @JsonBody() { name: newName }: RenameOrganizationBody,
  ): Promise<Organization> {
    return placed('path', this.bus.ask(RenameOrganization, { id: organization, name: newName }));
  }

  @Get()
  @NativeEndpoint({
    summary: 'Lists organizations, oldest first.',
    scope: 'organization:read',
    ...pageReply(Organization),
  })
  async list(@Query() page: PageQuery): Promise<Page<Organization>> {
    const skip = Math.min((page.page - 1) * page.size, maxSkipped);
    const { items, total } = await this.bus.ask(ListOrganizations, { skip, limit: page.size });
    return pageOf(items, total, page);
  }
}

/** Beyond any real number of organizations. */
const maxSkipped = 1_000_000;
