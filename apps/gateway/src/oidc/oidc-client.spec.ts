import { OpenIdProvider, TestClock, type OpenIdFault } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OidcClient, type OidcSettings } from './oidc-client';
import { whyOf } from './oidc-failures';
import { AppError } from '@subjectline/contracts';

const redirectUri = 'https://privacy.example.com/console/sign-in/oidc';
const clock = new TestClock();
let provider: OpenIdProvider;

beforeAll(async () => {
  provider = await OpenIdProvider.open();
  provider.now = () => clock.now();
});
afterAll(() => provider?.close());
beforeEach(() => {
  provider.user = { sub: 'user-1', email: 'mia@example.com', email_verified: true };
  provider.fault = null;
  provider.isThin = false;
  provider.asked.length = 0;
});

function clientOf(changes: Partial<OidcSettings> = {}, timeoutMs?: number): OidcClient {
  const settings = {
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    label: 'Okta',
    scopes: 'openid email',
    emailClaim: 'email',
    emailVerifiedClaim: 'email_verified',
    ...changes,
  };
  return new OidcClient(settings, clock, timeoutMs);
}

async function signIn(client = clientOf(), fault: OpenIdFault | null = null) {
  const { url, ...checks } = await client.begin(redirectUri);
  const answered = await provider.visit(url);
  provider.fault = fault;
  return client.finish(answered, checks);
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('it did not fail as it should', { cause: error });
  expect(whyOf(error)).not.toMatch(/mia@|user-1/);
  return error;
}

describe('a sign-in with an OpenID provider', () => {
  it('says who signed in, by the clock of the product', async () => {
    clock.advance(400 * 86_400_000);
    expect(await signIn()).toEqual({
      issuer: provider.issuer,
      subject: 'user-1',
      email: 'mia@example.com',
      is_email_verified: true,
    });
    expect(provider.asked).not.toContain('/userinfo');
  });

  it('asks with a state, a nonce and a challenge of its own, and remembers what the provider is for an hour', async () => {
    const client = clientOf();
    const [one, other] = [await client.begin(redirectUri), await client.begin(redirectUri)];
    const sent = new URL(one.url).searchParams;
    expect(Object.fromEntries(sent)).toMatchObject({
      client_id: 'subjectline',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid email',
      code_challenge_method: 'S256',
      state: one.state,
      nonce: one.nonce,
    });
    expect(one.url).not.toContain(one.verifier);
    for (const name of ['state', 'nonce', 'verifier'] as const) expect(one[name]).not.toBe(other[name]);
    const discoveries = () => provider.asked.filter((path) => path.includes('well-known')).length;
    expect(discoveries()).toBe(1);
    clock.advance(3_600_000);
    await client.begin(redirectUri);
    expect(discoveries()).toBe(2);
  });

  it('reads claims that only the userinfo endpoint has', async () => {
    provider.isThin = true;
    expect(await signIn()).toMatchObject({ email: 'mia@example.com', is_email_verified: true });
  });

  it.each([
    [{ email: 'mia@example.com' }, false],
    [{ email: 'mia@example.com', email_verified: false }, false],
    [{ email: 'mia@example.com', email_verified: 'false' }, false],
    [{ email: 'mia@example.com', email_verified: 'true' }, true],
  ])('takes %j as verified: %s', async (claims, is_email_verified) => {
    provider.user = { sub: 'user-1', ...claims };
    expect(await signIn()).toMatchObject({ email: 'mia@example.com', is_email_verified });
  });

  it('reads the address from the claims that the settings name', async () => {
    provider.user = { sub: 'user-1', upn: 'mia@example.com', xms_edov: 1 };
    const identity = await signIn(clientOf({ emailClaim: 'upn', emailVerifiedClaim: 'xms_edov' }));
    expect(identity).toMatchObject({ email: 'mia@example.com', is_email_verified: true });
    expect(await signIn()).toMatchObject({ email: null, is_email_verified: false });
  });

  it.each<[OpenIdFault, string]>([
    ['other-key', 'oidc_signature_invalid'],
    ['unsigned', 'oidc_answer_invalid'],
    ['expired', 'oidc_token_expired'],
    ['other-audience', 'oidc_audience_wrong'],
    ['other-nonce', 'oidc_nonce_wrong'],
    ['other-issuer', 'oidc_answer_invalid'],
    ['refuses-client', 'oidc_client_refused'],
    ['no-json', 'oidc_answer_invalid'],
    ['redirects', 'oidc_answer_invalid'],
    ['away', 'oidc_unavailable'],
  ])('with a provider whose fault is %s fails with %s', async (fault, code) => {
    expect(await failureOf(signIn(clientOf(), fault))).toMatchObject({ code });
    expect(provider.asked).not.toContain('/elsewhere');
  });

  it('waits for a provider that does not answer no longer than its time-out, and goes on when it does', async () => {
    provider.fault = 'silent';
    const client = clientOf({}, 500);
    expect(await failureOf(client.begin(redirectUri))).toMatchObject({ code: 'oidc_unavailable' });
    provider.fault = null;
    await clientOf().begin(redirectUri);
  });

  it('ends for a code that was used, another verifier, another state and one that was cancelled', async () => {
    const client = clientOf();
    const { url, ...checks } = await client.begin(redirectUri);
    const answered = await provider.visit(url);
    const finish = (changes = {}, where = answered) =>
      failureOf(client.finish(where, { ...checks, ...changes }));
    expect(await finish({ state: 's'.repeat(43) })).toMatchObject({ code: 'oidc_answer_invalid' });
    expect(await finish({ verifier: 'v'.repeat(43) })).toMatchObject({ code: 'oidc_sign_in_expired' });
    expect(await finish()).toMatchObject({ code: 'oidc_sign_in_expired' });
    expect(await finish({}, await provider.visit(url, 'Cancel'))).toMatchObject({ code: 'oidc_cancelled' });
    const refused = new URL(answered);
    refused.searchParams.delete('code');
    refused.searchParams.set('error', 'login_required <b>');
    expect(await finish({}, refused)).toMatchObject({
      code: 'oidc_refused',
      facts: { error: 'login_required b' },
    });
  });

  it('goes to no provider that calls itself by another name', async () => {
    const issuer = provider.issuer.replace('localhost', '127.0.0.1');
    expect(await failureOf(clientOf({ issuer }).begin(redirectUri))).toMatchObject({
      code: 'oidc_answer_invalid',
    });
  });
});
