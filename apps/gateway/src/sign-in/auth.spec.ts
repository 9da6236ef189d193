import { request } from 'node:http';
import {
  AppError,
  ChangeAuthProvider,
  CreateAuthProvider,
  FinishSignIn,
  InitiateSignIn,
  ListAuthProviders,
  PublicSettings,
  StartSignIn,
  type AuthProvider,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
let asked: unknown[];
let refusal: AppError | null;

const moment = '2026-03-02T09:30:00.000Z';
const provider: AuthProvider = {
  id: 'aup_1',
  type: 'otp',
  is_default: true,
  created_at: moment,
  updated_at: moment,
};
const preferences = 'https://preferences.example.com';

function hear<Reply>(question: unknown, reply: Reply): Reply {
  asked.push(question);
  if (refusal) throw refusal;
  return reply;
}

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_PUBLIC_URL: 'https://privacy.example.com' });
  await gateway.testEnv.bus.put(PublicSettings, 'acme', {
    organization: 'acme',
    subject_identity_verification_required: true,
    disable_consent_identity_verification: false,
    can_send: true,
    can_invite_by_email: false,
    cors_origins: [],
    sms_countries: null,
    allowed_origins: [preferences],
  });
  await gateway.play(InitiateSignIn, (question) => hear(question, provider));
  await gateway.play(StartSignIn, (question) =>
    hear(question, { protocol: question.protocol, expires_in: 300 }),
  );
  await gateway.play(FinishSignIn, (question) =>
    hear(question, { token: 'a.b.c', expires_in: 900, user_id: 'usr_1', url: null }),
  );
  await gateway.play(ListAuthProviders, (question) => hear(question, { items: [provider] }));
  await gateway.play(CreateAuthProvider, (question) => hear(question, provider));
  await gateway.play(ChangeAuthProvider, (question) => hear(question, provider));
});
afterAll(() => gateway?.close());
beforeEach(() => {
  asked = [];
  refusal = null;
});

const withoutToken = { authorization: '' };
const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  gateway.call(method, path, body, { ...withoutToken, ...headers });

/** As any program asks; `fetch` says itself what mode it is in. */
const askPlainly = (path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
    request(gateway.url + path, { method, headers }, (answer) => {
      answer.resume();
      resolve([answer.statusCode, answer.headers.allow]);
    })
      .on('error', reject)
      .end();
  });

const otp = '/auth/protocols/otp/generate';
const message = '/auth/protocols/message/callback';
const address = 'ada@example.com';

describe('sign-in to a Preference Center', () => {
  it('is discovered without a token', async () => {
    const { status, body } = await call('GET', '/v1/auth/initiate?key=acme&auth_provider_id=aup_1');
    expect([status, body]).toEqual([200, { id: 'aup_1', type: 'otp', is_default: true }]);
    expect(asked).toEqual([{ organization: 'acme', auth_provider_id: 'aup_1' }]);
  });

  it.each(['', '?key=', '?key=nobody', '?key=../acme', '?key=a%00b', '?key=ACME', '?key=%2A'])(
    'is none with the key %j',
    async (query) => {
      for (const [method, path] of [
        ['GET', '/auth/initiate'],
        ['POST', otp],
        ['POST', message],
      ] as const) {
        const { status, body } = await call(method, path + query);
        expect(status).toBe(400);
        expect(body).toMatchObject({ name: 'BadRequest' });
      }
      expect(asked).toEqual([]);
    },
  );

  it.each([
    ['POST', `${otp}?key=acme`, { email: address }],
    ['POST', `${otp}?key=acme&email=${address}`, undefined],
    ['GET', `${otp}?key=acme&email=${address}`, undefined],
  ])('is a code: %s %s', async (method, path, body) => {
    const answer = await call(method, path, body, { 'accept-language': 'fr' });
    expect([answer.status, answer.body]).toEqual([
      200,
      { redirect_url: null, callback: 'https://privacy.example.com/auth/protocols/otp/verify?key=acme' },
    ]);
    expect(asked).toEqual([
      { organization: 'acme', email: address, protocol: 'otp', locale: 'fr', client_digest: null },
    ]);
  });

  it.each([
    ['POST', `${message}?key=acme`, { id: address, privacy_center_url: preferences, channel: 'email' }],
    ['GET', `${message}?key=acme&id=${address}&privacy_center_url=${preferences}&channel=email`, undefined],
  ])('is a link: %s %s', async (method, path, body) => {
    const answer = await call(method, path, body);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain('ada');
    expect(asked).toMatchObject([
      { organization: 'acme', email: address, protocol: 'message', privacy_center_url: preferences },
    ]);
  });

  it('never sends anything because a person opened an address', async () => {
    for (const path of [`${otp}?key=acme&email=${address}`, `${message}?key=acme&id=${address}`]) {
      const pageLoads: Record<string, string>[] = [
        { 'sec-purpose': 'prefetch;prerender' },
        { purpose: 'prefetch' },
        { 'x-moz': 'prefetch' },
        { 'sec-fetch-mode': 'navigate' },
        { 'sec-fetch-mode': 'no-cors' },
        { 'sec-fetch-mode': 'websocket' },
        { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' },
      ];
      for (const headers of pageLoads) {
        expect(await askPlainly(path, headers)).toEqual([405, 'POST']);
      }
      expect(await askPlainly(path, {}, 'HEAD')).toEqual([405, 'POST']);
      const scripts: Record<string, string>[] = [{}, { 'sec-fetch-mode': 'cors', accept: '*/*' }];
      for (const headers of scripts) {
        expect(await askPlainly(path, headers)).toEqual([200, undefined]);
      }
    }
    expect(asked).toHaveLength(4);
  });

  it('is refused with the names of invalid fields', async () => {
    const body = { email: address, auth_provider_id: 7, colour: 'red', privacy_center_url: 'javascript:x' };
    const { status, body: answer } = await call('POST', `${otp}?key=acme`, body);
    expect(status).toBe(400);
    const { errors } = answer as { errors: { path: string; rule: string }[] };
    expect(errors.map(({ path }) => path).toSorted()).toEqual([
      'auth_provider_id',
      'colour',
      'privacy_center_url',
    ]);
  });

  it('returns a consent token for a valid code', async () => {
    const path = `/auth/protocols/otp/verify?key=acme&privacy_center_url=${preferences}`;
    const { status, body } = await call('POST', path, { code: '048291', organization_user_id: address });
    expect([status, body]).toEqual([
      200,
      { token: 'a.b.c', expires_in: 900, user_id: 'usr_1', redirect_url: null },
    ]);
    expect(asked).toEqual([
      {
        organization: 'acme',
        email: address,
        code: '048291',
        privacy_center_url: preferences,
        client_digest: null,
      },
    ]);
  });

  it.each([
    ['sign_in_failed', 400, 'BadRequest', null],
    ['sign_in_limit', 429, 'TooManyRequests', '300'],
    ['redirect_forbidden', 400, 'BadRequest', null],
  ] as const)('is closed with %s', async (code, status, name, retryAfter) => {
    refusal = new AppError(code, retryAfter === null ? {} : { retry_after_seconds: Number(retryAfter) });
    const path = '/auth/protocols/otp/verify?key=acme';
    const answer = await call('POST', path, { code: '1', organization_user_id: address });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(answer.body).toMatchObject({ code: status, name, reason: code, errors: [] });
  });

  it('is open to the pages of the Preference Center, and to no other site', async () => {
    const ask = (origin: string, path: string) =>
      call('OPTIONS', path, undefined, { origin, 'access-control-request-method': 'POST' });
    const allowed = async (origin: string, path: string) =>
      (await ask(origin, path)).headers.get('access-control-allow-origin');
    expect(await allowed(preferences, `${otp}?key=acme`)).toBe(preferences);
    expect(await allowed(preferences, '/v1/consents/events?organization_id=acme')).toBe(preferences);
    expect(await allowed('https://evil.example', `${otp}?key=acme`)).toBe(null);
    expect(await allowed(preferences, `${otp}?key=default`)).toBe(null);
    expect(await allowed(preferences, '/dsar/requests?organization_id=acme')).toBe(null);
    const answer = await call('POST', `${otp}?key=acme`, { email: address }, { origin: preferences });
    expect(answer.headers.get('access-control-allow-origin')).toBe(preferences);
  });
});

describe('authentication providers', () => {
  it('are listed, added and changed by staff', async () => {
    const list = await gateway.call('GET', '/v1/auth-providers?organization_id=default');
    const shown = { ...provider, organization_id: 'default' };
    expect([list.status, list.body]).toEqual([200, { total: 1, limit: 20, skip: 0, data: [shown] }]);
    const created = await gateway.call('POST', '/auth-providers', {
      type: 'message',
      organization_id: 'default',
      is_default: true,
    });
    expect([created.status, created.body]).toEqual([201, shown]);
    expect(asked[1]).toEqual({ organization: 'default', type: 'message', is_default: true });
    expect((await gateway.call('PATCH', '/auth-providers/aup_1', { is_default: true })).status).toBe(200);
    refusal = new AppError('auth_provider_unknown', { id: 'x' });
    expect((await gateway.call('PATCH', '/auth-providers/x', {})).body).toMatchObject({
      name: 'NotFound',
      message: "No authentication provider has the id 'x'.",
    });
    expect((await gateway.call('POST', '/auth-providers', { type: 'pigeon' })).status).toBe(400);
  });
});
