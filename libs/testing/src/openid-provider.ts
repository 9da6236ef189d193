import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';

/** How it misbehaves at its token endpoint; `away` and `silent` everywhere. */
export type OpenIdFault =
  | 'other-key'
  | 'unsigned'
  | 'expired'
  | 'other-audience'
  | 'other-nonce'
  | 'other-issuer'
  | 'refuses-client'
  | 'no-json'
  | 'redirects'
  | 'away'
  | 'silent';

/** An account at it, with its claims. */
export interface OpenIdUser {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

interface Authorization {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
  readonly user: OpenIdUser;
}

type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

const lifetimeSeconds = 300;

/**
 * An OpenID provider as Core 1.0 and Discovery 1.0 describe it, with PKCE (RFC 7636): a page that asks whether to go on, codes
 * that work once, and id tokens as good or as bad as it is told.
 */
export class OpenIdProvider {
  readonly clientId = 'subjectline';
  readonly clientSecret = 'secret-of-the-openid-client';
  /** Who is signed in at it. */
  user: OpenIdUser = { sub: 'user-1', email: 'mia@example.com', email_verified: true };
  fault: OpenIdFault | null = null;
  /** Whether claims of the user are at its userinfo endpoint alone. */
  isThin = false;
  /** Id tokens are dated by it. */
  now: () => Date = () => new Date();
  /** The paths that were asked for. */
  readonly asked: string[] = [];

  private readonly authorizations = new Map<string, Authorization>();
  private readonly codes = new Map<string, Authorization>();
  private readonly accessTokens = new Map<string, OpenIdUser>();
  private readonly server: Server;

  private constructor(
    private readonly keys: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey },
    private readonly otherKey: CryptoKey,
  ) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async open(): Promise<OpenIdProvider> {
    const [keys, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const provider = new OpenIdProvider(keys, other.privateKey);
    provider.server.listen(0, '127.0.0.1');
    await once(provider.server, 'listening');
    return provider;
  }

  /** By another name than the product has: to a browser it is another site. */
  get issuer(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a browser does: goes where the product sends it, and chooses. Returns where it is led. */
  async visit(url: string, choice: 'Continue' | 'Cancel' = 'Continue'): Promise<URL> {
    const page = await (await fetch(url)).text();
    const [, path = ''] = new RegExp(`href="([^"]+)">${choice}<`).exec(page) ?? [];
    const led = await fetch(this.issuer + path, { redirect: 'manual' });
    return new URL(led.headers.get('location') ?? '');
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    this.asked.push(url.pathname);
    if (this.fault === 'silent') return;
    if (this.fault === 'away') return void response.destroy();
    const [status, body, headers = {}] = await this.answer(request, url);
    const isText = typeof body === 'string';
    response
      .writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers })
      .end(isText ? body : JSON.stringify(body));
  }

  private async answer(request: IncomingMessage, url: URL): Promise<Answer> {
    const query = url.searchParams;
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return [200, this.metadata()];
      case '/authorize':
        return this.authorize(query);
      case '/decide':
        return this.decide(query.get('id') ?? '', query.get('choice') ?? '');
      case '/token':
        return this.exchange(request, new URLSearchParams(await text(request)));
      case '/userinfo':
        return this.userInfo(request.headers.authorization ?? '');
      case '/keys':
        return [200, { keys: [{ ...(await exportJWK(this.keys.publicKey)), kid: 'k1', alg: 'RS256' }] }];
      default:
        return [404, {}];
    }
  }

  private metadata(): object {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private authorize(query: URLSearchParams): Answer {
    const given = (name: string) => query.get(name) ?? '';
    const isWhole =
      given('client_id') === this.clientId &&
      given('response_type') === 'code' &&
      given('scope').split(' ').includes('openid') &&
      given('code_challenge_method') === 'S256' &&
      ['redirect_uri', 'state', 'nonce', 'code_challenge'].every((name) => given(name) !== '');
    if (!isWhole) return [400, 'This is no authorization request.'];
    const id = randomUUID();
    this.authorizations.set(id, {
      redirectUri: given('redirect_uri'),
      state: given('state'),
      nonce: given('nonce'),
      challenge: given('code_challenge'),
      user: this.user,
    });
    const links = ['Continue', 'Cancel'].map(
      (choice) => `<a href="/decide?id=${id}&choice=${choice}">${choice}</a>`,
    );
    return [
      200,
      `<!doctype html><title>Identity provider</title><h1>Identity provider</h1>${links.join(' ')}`,
    ];
  }

  private decide(id: string, choice: string): Answer {
    const authorization = this.authorizations.get(id);
    if (!authorization) return [400, 'This sign-in is unknown.'];
    const location = new URL(authorization.redirectUri);
    const answer = choice === 'Continue' ? { code: randomUUID() } : { error: 'access_denied' };
    if (answer.code) this.codes.set(answer.code, authorization);
    for (const [name, value] of Object.entries({ ...answer, state: authorization.state, iss: this.issuer }))
      location.searchParams.set(name, value);
    return [303, '', { location: location.href }];
  }

  private async exchange({ headers }: IncomingMessage, form: URLSearchParams): Promise<Answer> {
    if (this.fault === 'redirects') return [302, {}, { location: `${this.issuer}/elsewhere` }];
    if (this.fault === 'no-json') return [200, 'Welcome!'];
    const basic = `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64')}`;
    // the parts of it are form-encoded (RFC 6749 §2.3.1), which changes hyphens for some clients
    const isClient = decodeBasic(headers.authorization) === decodeBasic(basic);
    if (!isClient || this.fault === 'refuses-client') return [401, { error: 'invalid_client' }];
    const code = form.get('code') ?? '';
    const authorization = this.codes.get(code);
    this.codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      form.get('grant_type') === 'authorization_code' &&
      authorization?.redirectUri === form.get('redirect_uri') &&
      authorization.challenge === challenge;
    if (!isRight) return [400, { error: 'invalid_grant' }];
    const access_token = randomUUID();
    this.accessTokens.set(access_token, authorization.user);
    return [200, { access_token, token_type: 'Bearer', id_token: await this.idToken(authorization) }];
  }

  private userInfo(authorization: string): Answer {
    const user = this.accessTokens.get(authorization.replace('Bearer ', ''));
    return user ? [200, user] : [401, { error: 'invalid_token' }];
  }

  private async idToken({ nonce, user }: Authorization): Promise<string> {
    const { fault } = this;
    const nowSeconds = Math.floor(this.now().getTime() / 1_000);
    const issued = fault === 'expired' ? nowSeconds - 2 * lifetimeSeconds : nowSeconds;
    const claims: JWTPayload = {
      ...(this.isThin ? { sub: user.sub } : user),
      iss: fault === 'other-issuer' ? 'https://id.example.net' : this.issuer,
      aud: fault === 'other-audience' ? 'another-client' : this.clientId,
      nonce: fault === 'other-nonce' ? 'n'.repeat(43) : nonce,
      iat: issued,
      exp: issued + lifetimeSeconds,
    };
    if (fault === 'unsigned') return new UnsecuredJWT(claims).encode();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(fault === 'other-key' ? this.otherKey : this.keys.privateKey);
  }
}

function decodeBasic(header = ''): string {
  const decoded = Buffer.from(header.replace('Basic ', ''), 'base64').toString();
  return decoded.split(':').map(decodeURIComponent).join(':');
}
