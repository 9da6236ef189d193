import {
  AppError,
  EndAllSessions,
  EndOwnSession,
  EndSession,
  ListSessions,
  OpenSession,
  sessionDigest,
  UseSession,
  type Session,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway, secret } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
const token = 'T'.repeat(43);
const running = new Set<string>();
let session: Session;
let askedFor: string[] = [];
const endedIds: string[] = [];

const requireRunning = (digest: string): void => {
  if (!running.has(digest)) throw new AppError('not_authenticated');
};

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_FAILED_SIGN_INS_PER_MINUTE: '3' });
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
afterAll(() => gateway?.close());
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
