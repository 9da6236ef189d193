import { Int, Text, Timestamp, With } from '@subjectline/schema';
import { Controller, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { CreateConsentLink, CreateConsentToken, OrganizationId } from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { PublicAddress } from '../http/public-address';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { CreateConsentLinkBody, CreateTokenBody } from './consent.bodies';
import { DidomiBody } from '../didomi/didomi-body';

const address = 'ada@example.com';

class ConsentTokenResource {
  @OrganizationId organization_id!: string;
  @Text({ example: address }) organization_user_id!: string;
  @Text({ example: 'usr_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11' }) user_id!: string;
  @Text({ example: '<token>' }) id_token!: string;

  /** The same, under the name used at sign-in. */
  @Text({ example: '<token>' }) token!: string;
  @Int({ example: 900 }) expires_in!: number;
}

class ConsentLinkResource {
  @Text({ example: 'clk_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11' }) id!: string;
  @OrganizationId organization_id!: string;
  @Text({ example: 'https://privacy.example.com/links?token=<43 characters>' }) url!: string;
  @With(Timestamp, { example: '2026-03-02T09:45:00.000Z' }) expires_at!: string;
}

/** Credentials for the consents of one user: a token for a page, a link for a person. */
@ApiTags('Didomi: consents')
@Controller('consents')
export class ConsentAccessController {
  constructor(
    private readonly bus: Bus,
    private readonly publicAddress: PublicAddress,
  ) {}

  @Post('tokens')
  @DidomiEndpoint({
    creates: true,
    summary: 'Creates a consent token: a credential of one user, for use in a browser.',
    scope: 'consent:create_or_update',
    unaudited: 'A step of a person who uses the site.',
    status: 201,
    bodyExample: { organization_user_id: address, lifetime: 900 },
    reply: ConsentTokenResource,
    errors: ['redirect_forbidden'],
  })
  async createToken(
    @CallerOf() { organization }: Caller,
    @DidomiBody() wanted: CreateTokenBody,
  ): Promise<ConsentTokenResource> {
    const asked = this.bus.ask(CreateConsentToken, { ...wanted, organization });
    const { token, user_id, expires_in } = await placed('body', asked);
    const { organization_user_id } = wanted;
    return {
      organization_id: organization,
      organization_user_id,
      user_id,
      id_token: token,
      token,
      expires_in,
    };
  }

  @Post('links')
  @DidomiEndpoint({
    creates: true,
    summary: 'Creates a single-use link to a page on which a user confirms a choice.',
    scope: 'consent:create_or_update',
    unaudited: 'A step of a person who uses the site.',
    status: 201,
    bodyExample: {
      organization_user_id: address,
      action: 'event.update',
      event: { id: 'evt_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d' },
      redirect_url: 'https://www.example.com/thanks',
      lifetime: 900,
    },
    reply: ConsentLinkResource,
    errors: ['event_unknown', 'event_settled', 'redirect_forbidden'],
  })
  async createLink(
    @CallerOf() { organization }: Caller,
    @DidomiBody() wanted: CreateConsentLinkBody,
  ): Promise<ConsentLinkResource> {
    const asked = this.bus.ask(CreateConsentLink, { ...wanted, organization });
    const { id, token, expires_at } = await placed('body', asked);
    const url = this.publicAddress.at(`/links?token=${token}`);
    return { id, organization_id: organization, url, expires_at };
  }
}
