import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, AuthenticateClient, OpenSession, type OpenedSession } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { browserOf } from './browser';
import type { ClientCredentials } from './credentials';
import { SignInLimit } from './sign-in-limit';
import { TokenService, type IssuedToken } from './token.service';

export interface SignedIn extends IssuedToken {
  readonly organization: string;
}

/** A token or a session for the credentials of a client, whichever API they came by. */
@Injectable()
export class SignInService {
  constructor(
    private readonly bus: Bus,
    private readonly tokens: TokenService,
    private readonly limit: SignInLimit,
  ) {}

  async signIn(request: FastifyRequest, credentials: ClientCredentials): Promise<SignedIn> {
    const client = await this.attempt(request, () => this.bus.ask(AuthenticateClient, credentials));
    return { ...(await this.tokens.issue(client)), organization: client.organization };
  }

  /** A session of the console, in the browser that asks. */
  openSession(request: FastifyRequest, credentials: ClientCredentials): Promise<OpenedSession> {
    const browser = browserOf(request.headers['user-agent']);
    return this.attempt(request, () => this.bus.ask(OpenSession, { ...credentials, browser }));
  }

  private attempt<Reply>({ clientAddress, ip }: FastifyRequest, ask: () => Promise<Reply>): Promise<Reply> {
    return this.limit.attempt(clientAddress ?? ip, () => ask().catch(asWrongCredentials));
  }
}

/** An id or a secret of a shape that none has. */
function asWrongCredentials(error: unknown): never {
  throw error instanceof AppError && error.code === 'invalid' ? new AppError('wrong_credentials') : error;
}
