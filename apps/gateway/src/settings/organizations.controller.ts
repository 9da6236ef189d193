import { exampleOf } from '@subjectline/schema';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  CreatedOrganization,
  CreateOrganization,
  defaultOrganization,
  ListOrganizations,
  Organization,
  type Scope,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { pageOf, pageReply, readPageQuery, type Page, type Query as QueryValues } from '../http/page';
import { readBody } from '../http/bodies/placed';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { CreateOrganizationBody } from './create-organization.body';

const { id, name } = exampleOf(Organization);

/** The organizations of this installation. For the first organization only. */
@ApiTags('Organizations')
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
    body: CreateOrganizationBody,
    bodyExample: { id, name },
    reply: CreatedOrganization,
    errors: ['organization_taken'],
  })
  create(@CallerOf() caller: Caller, @JsonBody() body: unknown): Promise<CreatedOrganization> {
    requireDefault(caller, 'organization:create');
    const { id, name } = readBody(CreateOrganizationBody, body);
    return this.bus.ask(CreateOrganization, { id, name, caller_scopes: [...caller.scopes] });
  }

  @Get()
  @NativeEndpoint({
    summary: 'Lists organizations, oldest first.',
    scope: 'organization:read',
    query: { page: 'Starts at 1.', size: 'Max: 100. Default: 50.' },
    ...pageReply(Organization),
  })
  async list(@CallerOf() caller: Caller, @Query() query: QueryValues): Promise<Page<Organization>> {
    requireDefault(caller, 'organization:read');
    const page = readPageQuery(query);
    const skip = Math.min((page.page - 1) * page.size, furthest);
    const { items, total } = await this.bus.ask(ListOrganizations, { skip, limit: page.size });
    return pageOf(items, total, page);
  }
}

/** Beyond any real number of organizations; the list ends before. */
const furthest = 1_000_000;

function requireDefault({ organization }: Caller, scope: Scope): void {
  if (organization !== defaultOrganization) throw new AppError('scope_missing', { scope });
}
