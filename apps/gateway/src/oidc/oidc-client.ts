import * as openid from 'openid-client';
import type { Clock, OpenOidcSessionRequest } from '@subjectline/contracts';
import { failureOf } from './oidc-failures';
import { isProtected } from './oidc-env';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button of the sign-in calls the provider. */
  readonly label: string;
  readonly scopes: string;
  readonly emailClaim: string;
  readonly emailVerifiedClaim: string;
}

/** What a sign-in remembers from its beginning to its end. */
export interface OidcChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who signed in, as the provider says. */
export type OidcIdentity = Pick<OpenOidcSessionRequest, 'issuer' | 'subject' | 'email' | 'is_email_verified'>;

/** How long what a provider says about itself is believed. Its keys are asked for with each sign-in. */
const metadataMs = 3_600_000;
const maxAnswerBytes = 1_048_576;

/** The authorization code flow with PKCE of OpenID Connect Core 1.0 §3.1. Throws what `oidc-failures.ts` knows. */
export class OidcClient {
  private metadata: { readonly server: openid.ServerMetadata; readonly readMs: number } | null = null;

  /** @param timeoutMs of each request to the provider */
  constructor(
    readonly settings: OidcSettings,
    private readonly clock: Clock,
    private readonly timeoutMs = 10_000,
  ) {}

  /** What a browser needs to begin a sign-in, and where it goes. */
  async begin(redirectUri: string): Promise<OidcChecks & { readonly url: string }> {
    return this.asking(async () => {
      const configuration = await this.configuration();
      const verifier = openid.randomPKCECodeVerifier();
      const [state, nonce] = [openid.randomState(), openid.randomNonce()];
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: this.settings.scopes,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      requireProtected(url);
      return { state, nonce, verifier, url: url.href };
    });
  }

  /** @param answered the redirect URI with what the provider has added to it */
  async finish(answered: URL, { state, nonce, verifier }: OidcChecks): Promise<OidcIdentity> {
    return this.asking(async () => {
      const configuration = await this.configuration();
      const tokens = await openid.authorizationCodeGrant(configuration, answered, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('an id token was required');
      const { emailClaim, emailVerifiedClaim } = this.settings;
      const isWhole = [emailClaim, emailVerifiedClaim].every((name) => claims[name] !== undefined);
      const { userinfo_endpoint } = configuration.serverMetadata();
      // claims of a scope may be there alone (§5.4)
      const further =
        isWhole || !userinfo_endpoint
          ? {}
          : await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      const all: Record<string, unknown> = { ...further, ...claims };
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: textIn(all[emailClaim]),
        is_email_verified: trueWords.has(all[emailVerifiedClaim]),
      };
    });
  }

  private async asking<T>(work: () => Promise<T>): Promise<T> {
    return work().catch((error: unknown) => {
      throw failureOf(error);
    });
  }

  /** Made for each sign-in: the keys of the provider are those of the moment, and its times are compared with our clock. */
  private async configuration(): Promise<openid.Configuration> {
    const server = await this.serverMetadata();
    const { clientId, clientSecret } = this.settings;
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const secretBy = methods.includes('client_secret_basic')
      ? openid.ClientSecretBasic
      : openid.ClientSecretPost;
    const skewSeconds = (this.clock.nowMs() - Date.now()) / 1_000;
    const client = { [openid.clockSkew]: skewSeconds };
    const configuration = new openid.Configuration(server, clientId, client, secretBy(clientSecret));
    configuration.timeout = this.timeoutMs / 1_000;
    configuration[openid.customFetch] = fetchProtected;
    openid.enableNonRepudiationChecks(configuration);
    this.allowPlain(configuration);
    return configuration;
  }

  private async serverMetadata(): Promise<openid.ServerMetadata> {
    const now = this.clock.nowMs();
    if (this.metadata && now - this.metadata.readMs < metadataMs) return this.metadata.server;
    const { issuer, clientId } = this.settings;
    const configuration = await openid.discovery(new URL(issuer), clientId, undefined, undefined, {
      timeout: this.timeoutMs / 1_000,
      [openid.customFetch]: fetchProtected,
      execute: this.isPlain ? [openid.allowInsecureRequests] : [],
    });
    const server = configuration.serverMetadata();
    this.metadata = { server, readMs: now };
    return server;
  }

  private get isPlain(): boolean {
    return this.settings.issuer.startsWith('http:');
  }

  private allowPlain(configuration: openid.Configuration): void {
    if (this.isPlain) openid.allowInsecureRequests(configuration);
  }
}

/** Some providers send them as text, Entra sends a number. */
const trueWords: ReadonlySet<unknown> = new Set([true, 'true', 1, '1']);

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function requireProtected(url: URL): void {
  if (!isProtected(url)) throw new TypeError('the provider names an address that is not protected');
}

/** Follows no redirect, wherever it would lead, and reads no answer without an end. */
const fetchProtected: openid.CustomFetch = async (url, { body, headers, method, signal }) => {
  requireProtected(new URL(url));
  const answer = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body && { body: body as NonNullable<RequestInit['body']> }),
    ...(signal && { signal }),
  });
  const { status, headers: answered } = answer;
  const content = await readBounded(answer);
  return new Response([101, 204, 205, 304].includes(status) ? null : content, { status, headers: answered });
};

async function readBounded({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxAnswerBytes) throw new TypeError('the answer of the provider is too large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
