import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  AuthenticateClient,
  OpenOidcSession,
  OpenOperatorSession,
  OpenSession,
  type OpenedSession,
  type OpenOidcSessionRequest,
  type OpenOperatorSessionRequest,
} from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { ClientDigests } from '../http/callers/client-digest';
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
    private readonly clients: ClientDigests,
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

  /** The same, for an operator with a code. */
  openOperatorSession(
    request: FastifyRequest,
    credentials: Omit<OpenOperatorSessionRequest, 'browser' | 'client_digest'>,
  ): Promise<OpenedSession> {
    const browser = browserOf(request.headers['user-agent']);
    const asked = { ...credentials, browser, client_digest: this.clients.of(request) };
    return this.limit.attempt(addressOf(request), () => this.bus.ask(OpenOperatorSession, asked));
  }

  /**
   * The same, for an operator whom an OpenID provider has authenticated.
   * @param identify asks the provider
   */
  openOidcSession(
    request: FastifyRequest,
    identify: () => Promise<Omit<OpenOidcSessionRequest, 'browser'>>,
  ): Promise<OpenedSession> {
    const browser = browserOf(request.headers['user-agent']);
    return this.limit.attempt(addressOf(request), async () =>
      this.bus.ask(OpenOidcSession, { ...(await identify()), browser }),
    );
  }

  private attempt<Reply>(request: FastifyRequest, ask: () => Promise<Reply>): Promise<Reply> {
    return this.limit.attempt(addressOf(request), () => ask().catch(asWrongCredentials));
  }
}

function addressOf({ clientAddress, ip }: FastifyRequest): string {
  return clientAddress ?? ip;
}

/** An id or a secret of a shape that none has. */
function asWrongCredentials(error: unknown): never {
  throw error instanceof AppError && error.code === 'invalid' ? new AppError('wrong_credentials') : error;
}
