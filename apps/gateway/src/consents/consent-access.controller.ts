import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { CreateConsentLink, CreateConsentToken } from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { PublicAddress } from '../http/public-address';
import { DidomiEndpoint } from '../openapi/endpoint';
import { objectOf, text } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { CreateConsentLinkBody, CreateTokenBody } from './consent.bodies';
import { eventExample, userExample } from './consent.resource';
import { DidomiBody } from '../didomi/didomi-body';

interface TokenAnswer {
  readonly organization_id: string;
  readonly organization_user_id: string;
  readonly user_id: string;
  readonly id_token: string;
  /** The same, under the name used at sign-in. */
  readonly token: string;
  readonly expires_in: number;
}

interface LinkAnswer {
  readonly id: string;
  readonly organization_id: string;
  readonly url: string;
  readonly expires_at: string;
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
    status: 201,
    bodyExample: { organization_user_id: userExample.organization_user_id, lifetime: 900 },
    reply: objectOf({
      organization_id: text,
      organization_user_id: text,
      user_id: text,
      id_token: text,
      token: text,
      expires_in: { type: 'integer' },
    }),
    replyExample: {
      organization_id: 'default',
      organization_user_id: userExample.organization_user_id,
      user_id: userExample.id,
      id_token: '<token>',
      token: '<token>',
      expires_in: 900,
    },
    errors: ['redirect_forbidden'],
  })
  async createToken(
    @CallerOf() { organization }: Caller,
    @DidomiBody() wanted: CreateTokenBody,
  ): Promise<TokenAnswer> {
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
    status: 201,
    bodyExample: {
      organization_user_id: userExample.organization_user_id,
      action: 'event.update',
      event: { id: eventExample.id },
      redirect_url: 'https://www.example.com/thanks',
      lifetime: 900,
    },
    reply: objectOf({ id: text, organization_id: text, url: text, expires_at: text }),
    replyExample: {
      id: 'clk_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11',
      organization_id: 'default',
      url: 'https://privacy.example.com/links?token=<43 characters>',
      expires_at: '2026-03-02T09:45:00.000Z',
    },
    errors: ['event_unknown', 'event_settled', 'redirect_forbidden'],
  })
  async createLink(
    @CallerOf() { organization }: Caller,
    @DidomiBody() wanted: CreateConsentLinkBody,
  ): Promise<LinkAnswer> {
    const asked = this.bus.ask(CreateConsentLink, { ...wanted, organization });
    const { id, token, expires_at } = await placed('body', asked);
    const url = this.publicAddress.at(`/links?token=${token}`);
    return { id, organization_id: organization, url, expires_at };
  }
}
