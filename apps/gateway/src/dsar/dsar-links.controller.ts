import { Nullable, Text, Timestamp, With } from '@subjectline/schema';
import { Controller, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { CreateRequestLink, OrganizationId } from '@subjectline/contracts';
import { requireRequestId } from '../privacy-requests/request-id';
import { placed } from '../http/bodies/placed';
import { PublicAddress } from '../http/public-address';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DidomiBody } from '../didomi/didomi-body';
import { CreateDsarLinkBody } from './dsar.bodies';

const requestId = 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d';
const redirectUrl = 'https://www.example.com/thanks';

class DsarLinkResource {
  @Text({ example: 'lnk_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11' }) id!: string;
  @OrganizationId organization_id!: string;
  @Text({ example: requestId }) request_id!: string;
  @Text({ example: 'https://privacy.example.com/links?token=<43 characters>' }) url!: string;
  @Nullable(Text({ example: redirectUrl })) redirect_url!: string | null;
  @Timestamp created_at!: string;
  @With(Timestamp, { example: '2026-03-02T09:45:00.000Z' }) expires_at!: string;
}

@ApiTags('Didomi: privacy requests')
@Controller('dsar/links')
export class DsarLinksController {
  constructor(
    private readonly bus: Bus,
    private readonly publicAddress: PublicAddress,
  ) {}

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary: 'Creates a single-use link to a page on which a person verifies a privacy request.',
    scope: 'privacy-request:review',
    unaudited: 'A step of a person who uses the site.',
    status: 201,
    bodyExample: {
      action: 'request.update',
      event: { request_id: requestId, status: 'verified' },
      redirect_url: redirectUrl,
      lifetime: 900,
    },
    reply: DsarLinkResource,
    errors: ['request_unknown', 'status_forbids', 'redirect_forbidden'],
  })
  async create(
    @CallerOf() { organization, clientId }: Caller,
    @DidomiBody() { event, redirect_url, lifetime }: CreateDsarLinkBody,
  ): Promise<DsarLinkResource> {
    const asked = this.bus.ask(CreateRequestLink, {
      organization,
      request_id: requireRequestId(event.request_id),
      created_by: clientId,
      ...(redirect_url !== undefined && { redirect_url }),
      ...(lifetime !== undefined && { lifetime_seconds: lifetime }),
    });
    const { id, request_id, token, ...rest } = await placed('body', asked);
    const url = this.publicAddress.at(`/links?token=${token}`);
    return { id, organization_id: organization, request_id, url, ...rest };
  }
}
