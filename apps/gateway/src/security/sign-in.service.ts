import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, AuthenticateClient, type ApiClient } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import type { ClientCredentials } from './credentials';
import { SignInLimit } from './sign-in-limit';
import { TokenService, type IssuedToken } from './token.service';

export interface SignedIn extends IssuedToken {
  readonly organization: string;
}

/** A token for the credentials of a client, whichever API they came by. */
@Injectable()
export class SignInService {
  constructor(
    private readonly bus: Bus,
    private readonly tokens: TokenService,
    private readonly limit: SignInLimit,
  ) {}

  async signIn({ clientAddress, ip }: FastifyRequest, credentials: ClientCredentials): Promise<SignedIn> {
    const client = await this.limit.attempt(clientAddress ?? ip, () => this.authenticate(credentials));
    return { ...(await this.tokens.issue(client)), organization: client.organization };
  }

  private async authenticate(credentials: ClientCredentials): Promise<ApiClient> {
    try {
      return await this.bus.ask(AuthenticateClient, credentials);
    } catch (error) {
      // an id or a secret of a shape that none has
      if (error instanceof AppError && error.code === 'invalid') throw new AppError('wrong_credentials');
      throw error;
    }
  }
}
