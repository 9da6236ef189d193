import {
  AppError,
  EndAllSessions,
  EndOwnSession,
  EndSession,
  ListSessions,
  OpenOidcSession,
  OpenSession,
  sessionDigest,
  UseSession,
  type OpenOidcSessionRequest,
  type Session,
} from '@subjectline/contracts';
import { OpenIdProvider } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway, secret } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
const token = 'T'.repeat(43);
const running = new Set<string>();
let session: Session;
let askedFor: string[] = [];
const endedIds: string[] = [];
let provider: OpenIdProvider;
const identified: OpenOidcSessionRequest[] = [];

const requireRunning = (digest: string): void => {
  if (!running.has(digest)) throw new AppError('not_authenticated');
};

beforeAll(async () => {
  provider = await OpenIdProvider.open();
  gateway = await TestGateway.start({
    SUBJECTLINE_FAILED_SIGN_INS_PER_MINUTE: '3',
    SUBJECTLINE_OIDC_ISSUER: provider.issuer,
    SUBJECTLINE_OIDC_CLIENT_ID: provider.clientId,
    SUBJECTLINE_OIDC_CLIENT_SECRET: provider.clientSecret,
    SUBJECTLINE_OIDC_LABEL: 'Acme ID',
  });
  provider.now = () => gateway.testEnv.clock.now();
  session = {
    id: 'ses_1',
    kind: 'client',
    owner_id: 'cli_1',
    name: 'Web shop',
    role: null,
    organization: 'default',
    scopes: ['scope:read'],
    created_at: '2026-03-02T09:30:00.000Z',
    expires_at: '2026-03-09T09:30:00.000Z',
  };
  await gateway.play(OpenSession, ({ client_secret, browser }) => {
    if (client_secret !== secret) throw new AppError('wrong_credentials');
    askedFor.push(browser);
    running.add(sessionDigest(token));
    return { token, session };
  });
  await gateway.play(OpenOidcSession, (request) => {
    if (request.email !== 'mia@example.com') throw new AppError('oidc_not_admitted');
    if (identified.some((one) => one.sign_in_digest === request.sign_in_digest))
      throw new AppError('oidc_sign_in_expired');
    identified.push(request);
    return { token, session };
  });
  await gateway.play(UseSession, ({ digest }) => {
    requireRunning(digest);
    return session;
  });
  await gateway.play(ListSessions, ({ digest }) => {
    requireRunning(digest);
    return { items: [], total: 0 };
  });
  const end = ({ digest }: { digest: string }) => ({ ended: running.delete(digest) ? 1 : 0 });
  await gateway.play(EndSession, end);
  await gateway.play(EndOwnSession, ({ digest, id }) => {
    requireRunning(digest);
    endedIds.push(id);
    return { ended: 1 };
  });
  await gateway.play(EndAllSessions, (key) => {
    requireRunning(key.digest);
    return end(key);
  });
});
afterAll(async () => {
  await gateway?.close();
  await provider?.close();
});
beforeEach(() => {
  askedFor = [];
  running.add(sessionDigest(token));
});

const ours = { authorization: '', 'sec-fetch-site': 'same-origin', 'x-console': '1' };
const signedIn = { ...ours, cookie: `subjectline=${token}` };
const signIn = (body: unknown = { client_id: 'cli_1', client_secret: secret }, headers = {}) =>
  gateway.call('POST', '/api/v1/session', body, { ...ours, ...headers });
const statusOf = async (method: string, path: string, headers = {}) =>
  (await gateway.call(method, path, undefined, { ...signedIn, ...headers })).status;

describe('signing in to the console', () => {
  it('sets a cookie for no script, and says who is signed in', async () => {
    const agent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0';
    const { status, headers, body } = await signIn(undefined, { 'user-agent': agent });
    expect([status, body]).toEqual([201, { session }]);
    expect(headers.get('set-cookie')).toBe(
      `subjectline=${token}; Max-Age=604800; Path=/; HttpOnly; SameSite=Strict`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(body)).not.toContain(token);
    expect(askedFor).toEqual(['Edge']);
  });

  it('is refused from the page of another site, so that it cannot sign people in to its own account', async () => {
    for (const headers of [{ 'sec-fetch-site': 'same-site' }, { 'x-console': '' }]) {
      const { status, headers: answered, body } = await signIn(undefined, headers);
      expect([status, answered.get('set-cookie')]).toEqual([403, null]);
      expect(body).toMatchObject({ type: 'urn:subjectline:error:not_from_console' });
    }
  });

  it('counts failures with those of tokens', async () => {
    const from = { 'x-forwarded-for': '203.0.113.9' };
    const wrong = await signIn({ client_id: 'cli_1', client_secret: 'wrong' }, from);
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null]);
    expect(wrong.body).toMatchObject({ type: 'urn:subjectline:error:wrong_credentials' });
    const basic = `Basic ${Buffer.from('root:wrong').toString('base64')}`;
    const ask = () =>
      gateway.call('POST', '/api/v1/oauth/token', undefined, { ...from, authorization: basic });
    expect([(await ask()).status, (await ask()).status]).toEqual([401, 401]);
    expect((await signIn(undefined, from)).status).toBe(429);
  });
});

describe('signing in to the console with OpenID Connect', () => {
  const path = '/api/v1/session/oidc';
  let callers = 0;
  /** Each from an address of its own, so that failures do not add up. */
  const call = (method: string, suffix: string, body?: unknown, headers = {}) =>
    gateway.call(method, path + suffix, body, {
      ...ours,
      'x-forwarded-for': `198.${(callers += 1)}.1.1`,
      ...headers,
    });
  const begin = async (body = {}) => {
    const begun = await call('POST', '', body);
    expect(begun.status).toBe(200);
    const [cookie = ''] = begun.headers.get('set-cookie')?.split(';') ?? [];
    const { authorization_url } = begun.body as { authorization_url: string };
    return { cookie, authorization_url, attributes: begun.headers.get('set-cookie')?.replace(cookie, '') };
  };
  const finish = (answered: URL, cookie: string, headers = {}) =>
    call('POST', '/callback', { parameters: answered.search.slice(1) }, { cookie, ...headers });
  const refusalOf = ({ status, body, headers }: Awaited<ReturnType<typeof finish>>) => [
    status,
    (body as { type: string }).type.replace('urn:subjectline:error:', ''),
    headers.get('set-cookie'),
  ];
  const cleared = 'subjectline-oidc=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict';
  const expired = [400, 'oidc_sign_in_expired', cleared];

  beforeEach(() => {
    provider.user = { sub: 'user-1', email: 'mia@example.com', email_verified: true };
    provider.fault = null;
  });

  it('leads to the provider and back, and says who it was', async () => {
    expect((await call('GET', '')).body).toEqual({ label: 'Acme ID' });
    const { cookie, authorization_url, attributes } = await begin({ organization: 'acme' });
    expect(attributes).toBe('; Max-Age=600; Path=/; HttpOnly; SameSite=Strict');
    const asked = new URL(authorization_url).searchParams;
    expect(asked.get('redirect_uri')).toBe(`${gateway.url}/sign-in/oidc`);
    expect(decodeURIComponent(cookie)).not.toContain(asked.get('state'));
    const answered = await provider.visit(authorization_url);
    const { status, headers, body } = await finish(answered, cookie);
    expect([status, body]).toEqual([201, { session }]);
    expect(headers.getSetCookie()).toEqual([
      cleared,
      `subjectline=${token}; Max-Age=604800; Path=/; HttpOnly; SameSite=Strict`,
    ]);
    expect(identified.at(-1)).toMatchObject({
      organization: 'acme',
      issuer: provider.issuer,
      subject: 'user-1',
      email: 'mia@example.com',
      is_email_verified: true,
      browser: 'other',
    });
    const { text } = gateway.testEnv.log;
    for (const secret of ['mia@example.com', 'user-1', asked.get('state'), answered.searchParams.get('code')])
      expect(text).not.toContain(secret);
  });

  it('works once, in the browser that began it, within ten minutes', async () => {
    const { cookie, authorization_url } = await begin();
    const answered = await provider.visit(authorization_url);
    const other = await begin();
    expect(refusalOf(await finish(answered, ''))).toEqual(expired);
    expect(refusalOf(await finish(answered, other.cookie))).toEqual(expired);
    expect(refusalOf(await finish(answered, cookie.slice(0, -4)))).toEqual(expired);
    expect(refusalOf(await finish(new URL(gateway.url), cookie))).toEqual(expired);
    expect((await finish(answered, cookie)).status).toBe(201);
    expect(refusalOf(await finish(answered, cookie))).toEqual(expired);
    const late = await begin();
    const lateAnswer = await provider.visit(late.authorization_url);
    gateway.testEnv.clock.advance(600_000);
    expect(refusalOf(await finish(lateAnswer, late.cookie))).toEqual(expired);
    expect(identified).toHaveLength(2);
  });

  it('says what the provider and the product refuse, and tells the log why', async () => {
    const cancelled = await begin();
    const led = await provider.visit(cancelled.authorization_url, 'Cancel');
    expect(refusalOf(await finish(led, cancelled.cookie))).toEqual([400, 'oidc_cancelled', cleared]);
    const forged = await begin();
    const forgedAnswer = await provider.visit(forged.authorization_url);
    provider.fault = 'other-key';
    expect(refusalOf(await finish(forgedAnswer, forged.cookie))).toEqual([
      400,
      'oidc_signature_invalid',
      cleared,
    ]);
    expect(gateway.testEnv.log.text).toContain('a sign-in with OpenID Connect failed');
    provider.fault = null;
    for (const email of ['stranger@example.com', 'no address']) {
      provider.user = { sub: 'user-2', email, email_verified: true };
      const { cookie, authorization_url } = await begin();
      const refused = await finish(await provider.visit(authorization_url), cookie);
      expect(refusalOf(refused)).toEqual([403, 'oidc_not_admitted', cleared]);
      expect(gateway.testEnv.log.text).not.toContain(email);
    }
    expect(running.size).toBe(1);
  });

  it('is refused from the page of another site, so that it cannot sign people in to its own account', async () => {
    const { cookie, authorization_url } = await begin();
    const answered = await provider.visit(authorization_url);
    for (const headers of [{ 'sec-fetch-site': 'same-site' }, { 'x-console': '' }]) {
      const refused = await finish(answered, cookie, headers);
      expect(refusalOf(refused)).toEqual([403, 'not_from_console', null]);
      expect((await call('POST', '', {}, headers)).status).toBe(403);
    }
  });

  it('counts failures with those of other sign-ins', async () => {
    const from = { 'x-forwarded-for': '203.0.113.250' };
    const tries = [];
    for (let count = 0; count < 4; count += 1)
      tries.push((await finish(new URL(gateway.url), '', from)).status);
    expect(tries).toEqual([400, 400, 400, 429]);
  });
});

describe('the session of the console', () => {
  it('is a credential on routes of every family, with the scopes of its client', async () => {
    expect(await statusOf('GET', '/api/v1/oauth/scope')).toBe(200);
    const { body, status } = await gateway.call('GET', '/api/v1/messages', undefined, signedIn);
    expect([status, body]).toMatchObject([403, { type: 'urn:subjectline:error:scope_missing' }]);
    expect(await statusOf('GET', '/v1/consents/events')).toBe(403);
  });

  it.each([
    ['without its header', { 'x-console': '' }],
    ['from a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['from a program', { 'sec-fetch-site': '' }],
    ['with another cookie', { cookie: `subjectline=${'U'.repeat(43)}` }],
    ['without a cookie', { cookie: '' }],
  ])('is none %s', async (_how, headers) => {
    for (const path of ['/api/v1/oauth/scope', '/api/v1/messages', '/api/v1/session', '/api/v1/sessions'])
      expect(await statusOf('GET', path, headers), path).toBe(401);
    expect(await statusOf('DELETE', '/api/v1/sessions', headers)).toBe(401);
    expect(await statusOf('GET', '/v1/consents/events', headers)).toBe(401);
    expect(running.size).toBe(1);
  });

  it('is none where its cookie comes with a token, which decides', async () => {
    expect(await statusOf('GET', '/api/v1/oauth/scope', { authorization: 'Bearer nonsense' })).toBe(403);
  });

  it('is named, and listed', async () => {
    const { status, body } = await gateway.call('GET', '/api/v1/session', undefined, signedIn);
    expect([status, body]).toEqual([200, { session }]);
    expect((await gateway.call('GET', '/api/v1/sessions', undefined, signedIn)).body).toEqual({
      items: [],
      total: 0,
    });
  });

  it.each(['/api/v1/session', '/api/v1/sessions'])(
    'ends with DELETE %s, and its cookie is cleared',
    async (path) => {
      const { status, headers } = await gateway.call('DELETE', path, undefined, signedIn);
      expect([status, headers.get('set-cookie')]).toEqual([
        204,
        'subjectline=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
      ]);
      expect(await statusOf('GET', '/api/v1/oauth/scope')).toBe(401);
    },
  );

  it('ends another one by its id', async () => {
    const id = 'ses_0c6d5a4e-7b1f-4f0e-9a55-2b8c1f3f9a10';
    const { status, headers } = await gateway.call('DELETE', `/api/v1/sessions/${id}`, undefined, signedIn);
    expect([status, headers.get('set-cookie'), endedIds]).toEqual([204, null, [id]]);
    expect(await statusOf('DELETE', '/api/v1/sessions/x y')).toBe(422);
    expect(await statusOf('DELETE', `/api/v1/sessions/${id}`, { 'sec-fetch-site': 'cross-site' })).toBe(401);
  });

  it('that has ended can be signed out of', async () => {
    running.clear();
    expect(await statusOf('DELETE', '/api/v1/session')).toBe(204);
    expect(await statusOf('DELETE', '/api/v1/sessions')).toBe(401);
  });

  it('stands in no log', () => {
    expect(gateway.testEnv.log.text).not.toContain(token);
    expect(gateway.testEnv.log.text).not.toContain(sessionDigest(token));
  });
});
