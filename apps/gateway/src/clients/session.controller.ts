import { Int, Text } from '@subjectline/schema';
import { Controller, Post, Req } from '@nestjs/common';
import { AppError, OrganizationId } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { SignInService } from '../security/sign-in.service';
import { SessionBody } from './session.body';

class SessionResource {
  @Text({ example: '<token>' }) access_token!: string;
  @Int({ example: 3_600 }) expires_in!: number;
  @OrganizationId organization_id!: string;
}

@ApiTags('Didomi: sessions')
@Controller('sessions')
export class SessionController {
  constructor(private readonly signIns: SignInService) {}

  @Post()
  @DidomiEndpoint({
    summary: 'Issues an access token for the key and secret of an API client.',
    status: 201,
    bodyExample: { type: 'api-key', key: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11', secret: '<secret>' },
    reply: SessionResource,
    errors: ['wrong_credentials'],
  })
  async create(
    @Req() request: FastifyRequest,
    @JsonBody() { key, secret }: SessionBody,
  ): Promise<SessionResource> {
    if (key === '' || secret === '') throw new AppError('wrong_credentials');
    const { token, lifetimeSeconds, organization } = await this.signIns.signIn(request, {
      client_id: key,
      client_secret: secret,
    });
    return { access_token: token, expires_in: lifetimeSeconds, organization_id: organization };
  }
}
