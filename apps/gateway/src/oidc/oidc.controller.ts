import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { AppError, check, defaultOrganization, OperatorAddress } from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionReply } from '../console/console-session.bodies';
import { JsonBody } from '../http/bodies/json-body';
import { PublicAddress } from '../http/public-address';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { ConsoleSessions } from '../security/console-sessions';
import { SessionCookie } from '../security/session-cookie';
import { SignInService } from '../security/sign-in.service';
import { BeginOidcBody, BegunOidcSignIn, FinishOidcBody, OidcSignIn } from './oidc.bodies';
import { OidcClient, type OidcIdentity } from './oidc-client';
import { whyOf } from './oidc-failures';
import { digestOf, OidcTransactions } from './oidc-transactions';
import { oidcClientToken } from './oidc-token';

/** The page of the console that the provider leads back to: the redirect URI to register there. */
const callbackPath = '/sign-in/oidc';

/** Signing in to the console with an account of an OpenID provider. */
@ApiTags('Console')
@Controller('api/v1/session/oidc')
export class OidcController {
  constructor(
    @Inject(oidcClientToken) private readonly client: OidcClient | null,
    private readonly transactions: OidcTransactions,
    private readonly sessions: ConsoleSessions,
    private readonly signIns: SignInService,
    private readonly cookie: SessionCookie,
    private readonly address: PublicAddress,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns whether and how one can sign in to the console with OpenID Connect.',
    reply: OidcSignIn,
  })
  read(): OidcSignIn {
    return { label: this.client?.settings.label ?? null };
  }

  @Post()
  @NativeEndpoint({
    summary: 'Begins a sign-in with OpenID Connect. Sets a cookie for ten minutes.',
    bodyExample: {},
    reply: BegunOidcSignIn,
    errors: ['oidc_off', 'oidc_unavailable', 'oidc_answer_invalid', 'not_from_console'],
  })
  async begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @JsonBody() { organization = defaultOrganization }: BeginOidcBody,
  ): Promise<BegunOidcSignIn> {
    const client = this.requireClient(request);
    const { url, ...checks } = await this.logged(client.begin(this.redirectUri()));
    void reply.header('set-cookie', this.transactions.begin(organization, checks));
    return { authorization_url: url };
  }

  @Post('callback')
  @NativeEndpoint({
    summary: 'Ends a sign-in with OpenID Connect that began in this browser. Sets the cookie of the session.',
    status: 201,
    reply: SessionReply,
    errors: [
      'oidc_off',
      'oidc_cancelled',
      'oidc_refused',
      'oidc_sign_in_expired',
      'oidc_unavailable',
      'oidc_answer_invalid',
      'oidc_client_refused',
      'oidc_signature_invalid',
      'oidc_token_expired',
      'oidc_audience_wrong',
      'oidc_nonce_wrong',
      'oidc_address_unverified',
      'oidc_not_admitted',
      'oidc_other_account',
      'not_from_console',
    ],
  })
  async finish(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @JsonBody() { parameters }: FinishOidcBody,
  ): Promise<SessionReply> {
    const client = this.requireClient(request);
    // whatever comes of it, the next one begins anew; a second cookie is added to the first
    void reply.header('set-cookie', this.transactions.end());
    const answered = new URL(`?${parameters.replaceAll('#', '%23')}`, this.redirectUri());
    const opening = this.signIns.openOidcSession(request, async () => {
      const state = answered.searchParams.get('state');
      const transaction = this.transactions.require(request.headers.cookie, state);
      const { organization, expires_at } = transaction;
      const identity = await client.finish(answered, transaction);
      const sign_in = { sign_in_digest: digestOf(transaction), sign_in_expires_at: expires_at };
      return { organization, ...sign_in, ...withReadableAddress(identity) };
    });
    const { token, session } = await this.logged(opening);
    void reply.header('set-cookie', this.cookie.set(token));
    return { session };
  }

  private redirectUri(): string {
    return this.address.at(callbackPath);
  }

  private requireClient(request: FastifyRequest): OidcClient {
    // another site could sign a person in to its own account, and read what they enter there
    if (!this.sessions.isFromConsole(request)) throw new AppError('not_from_console');
    if (!this.client) throw new AppError('oidc_off');
    return this.client;
  }

  private logged<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      if (error instanceof AppError && error.code.startsWith('oidc_'))
        this.logger.warn({ code: error.code, why: whyOf(error) }, 'a sign-in with OpenID Connect failed');
      throw error;
    });
  }
}

/** What is no address of a mailbox cannot be that of an operator. */
function withReadableAddress(identity: OidcIdentity): OidcIdentity {
  try {
    return { ...identity, email: check(OperatorAddress, { email: identity.email }).email };
  } catch {
    return { ...identity, email: null };
  }
}
