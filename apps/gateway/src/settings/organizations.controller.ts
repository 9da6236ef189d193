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
import { pageOf, readPageQuery, type Page, type Query as QueryValues } from '../http/page';
import { readBody } from '../http/bodies/placed';
import { NativeEndpoint } from '../openapi/endpoint';
import { pageShape } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { CreateOrganizationBody } from './create-organization.body';

const example: Organization = { id: 'acme', name: 'Acme', created_at: '2026-03-02T09:30:00.000Z' };
const client = { client_id: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11', client_secret: '<shown once>' };

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
    bodyExample: { id: example.id, name: example.name },
    reply: CreatedOrganization,
    replyExample: { ...example, client },
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
    reply: pageShape(Organization),
    replyExample: { items: [example], total: 1, page: 1, size: 50, pages: 1 },
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
