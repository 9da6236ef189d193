import { Int, OneOf, Optional, Text, Timestamp } from '@subjectline/schema';
import { Controller, Headers, Post, Req } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { FormBody } from '../http/bodies/body-parsers';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { basicOf, type ClientCredentials } from '../security/credentials';
import { SignInService } from '../security/sign-in.service';

class AccessToken {
  @Text() access_token!: string;
  @OneOf(['Bearer']) token_type!: 'Bearer';
  @Int() expires_in!: number;
  @Timestamp expires_at!: string;
}

/** A form; without a client, HTTP Basic names it. */
class TokenForm {
  @Optional(OneOf(['client_credentials'])) grant_type?: 'client_credentials';
  @Text() client_id!: string;
  @Text() client_secret!: string;
}

@ApiTags('Access')
@Controller('api/v1/oauth')
export class OauthController {
  constructor(private readonly signIns: SignInService) {}

  @Post('token')
  @FidesEndpoint({
    summary: 'Issues an access token for a client id and secret, sent as form fields or with HTTP Basic.',
    takesForm: true,
    body: TokenForm,
    reply: AccessToken,
    errors: ['wrong_credentials'],
  })
  async issue(
    @Req() request: FastifyRequest,
    @Headers('authorization') header?: string,
  ): Promise<AccessToken> {
    const credentials = credentialsOf(request.body, header);
    const { token, lifetimeSeconds, expiresAt } = await this.signIns.signIn(request, credentials);
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      expires_at: expiresAt.toISOString(),
    };
  }
}

/** Form fields take precedence over HTTP Basic. */
function credentialsOf(body: unknown, header: string | undefined): ClientCredentials {
  const basic = basicOf(header);
  if (!(body instanceof FormBody)) {
    if (basic) return basic;
    if (body === undefined || body === null) throw new AppError('wrong_credentials');
    throw new AppError('invalid', {}, [
      { path: ['body', 'client_id'], rule: 'missing', message: 'is required, in a form' },
      { path: ['body', 'client_secret'], rule: 'missing', message: 'is required, in a form' },
    ]);
  }
  refuseOtherGrants(body.fields.get('grant_type'));
  const client_id = body.fields.get('client_id');
  const client_secret = body.fields.get('client_secret');
  if (client_id && client_secret) return { client_id, client_secret };
  if (basic) return basic;
  throw new AppError('wrong_credentials');
}

/** A parameter without a value counts as omitted (RFC 6749 §3.2). */
function refuseOtherGrants(grantType: string | null): void {
  if (!grantType || grantType === 'client_credentials') return;
  const message = "String should match pattern 'client_credentials'";
  throw new AppError('invalid', {}, [{ path: ['body', 'grant_type'], rule: 'pattern', message }]);
}
