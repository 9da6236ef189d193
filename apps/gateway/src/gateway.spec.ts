import { readEnv } from '@subjectline/bus';
import {
  AppError,
  AuthenticateClient,
  CheckActiveProvider,
  check,
  ChangeApplicationSettings,
  CreateRequests,
  healthCalls,
  messageContext,
  ReadActiveProvider,
  ReadInbox,
  ReadMessage,
  ReadProvider,
  ReadRequest,
  ReviewRequests,
  SaveProvider,
  SaveProviderSecrets,
  scopes,
  VerifyRequest,
  type Call,
  type PrivacyRequest,
} from '@subjectline/contracts';
import { layGround, type Ground } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start, type GatewayService } from './app';
import { GatewayEnv } from './env';

/* The gateway alone: real HTTP, real NATS; the owners of the calls are played at their contracts. */

const secret = 'a-secret-of-32-characters-or-more';
const encoder = new TextEncoder();
let ground: Ground;
let gateway: GatewayService;
let token: string;

function play<Request extends object, Reply extends object>(
  call: Call<Request, Reply>,
  answer: (request: Request) => Reply,
): void {
  ground.bus.connection.subscribe(call.subject, {
    callback: (_error, message) => {
      const packet = packetOf(() => answer(check(call.request, message.json())));
      message.respond(encoder.encode(JSON.stringify({ ...packet, isDisposed: true })));
    },
  });
}

function packetOf(answer: () => object): object {
  try {
    return { response: answer() };
  } catch (error) {
    return { err: error };
  }
}

interface Heard {
  status: number;
  headers: Headers;
  body: unknown;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Heard> {
  const answer = await fetch(gateway.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    redirect: 'manual',
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

function fetchToken(clientSecret = secret): Promise<Response> {
  const body = new URLSearchParams({ client_id: 'root', client_secret: clientSecret });
  return fetch(`${gateway.url}/api/v1/oauth/token`, { method: 'POST', body });
}

const request: PrivacyRequest = {
  id: 'pri_5b0bd0c4-6d1c-4b8f-9a83-d8b1b6a2ff01',
  status: 'pending',
  policy: { key: 'default_access_policy', name: 'Access', actions: ['access'] },
  created_at: '2026-01-05T10:00:00.000Z',
  requested_at: '2026-01-05T10:00:00.000Z',
  identity_verified_at: null,
  reviewed_at: null,
  reviewed_by: null,
  submitted_by: null,
  finished_processing_at: null,
  external_id: null,
  source: null,
  location: null,
  property_id: null,
};

const mailgun = {
  service_type: 'mailgun',
  details: { domain: 'mg.example.com' },
  name: 'Mailgun',
  key: 'mailgun',
  last_test_timestamp: null,
  last_test_succeeded: null,
};

beforeAll(async () => {
  ground = await layGround();
  play(AuthenticateClient, ({ client_id, client_secret }) => {
    if (client_secret !== secret) throw new AppError('wrong_credentials');
    const few = client_id === 'reader' ? ['messages:read'] : [...scopes];
    return { client_id, organization: 'default', scopes: few };
  });
  const { NATS_URL, SUBJECTLINE_KEYS, SUBJECTLINE_LOG_LEVEL } = ground.envFor('gateway');
  gateway = await start(
    readEnv(GatewayEnv, {
      NATS_URL,
      SUBJECTLINE_KEYS,
      SUBJECTLINE_LOG_LEVEL,
      SUBJECTLINE_PORT: '0',
      SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
    }),
    { clock: ground.clock, logDestination: ground.log },
  );
  token = ((await (await fetchToken()).json()) as { access_token: string }).access_token;
});

afterAll(async () => {
  await gateway?.close();
  await ground?.close();
});

describe('tokens', () => {
  it('are handed out for a form', async () => {
    const answer = await fetchToken();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
  });

  it('are handed out for HTTP Basic', async () => {
    const basic = Buffer.from(`root:${secret}`).toString('base64');
    const answer = await call('POST', '/api/v1/oauth/token', undefined, { authorization: `Basic ${basic}` });
    expect(answer.status).toBe(200);
  });

  it('are refused for a wrong secret, for no credentials, for another grant and for JSON', async () => {
    const wrong = await fetchToken('another');
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ detail: 'Authentication Failure' });
    expect((await call('POST', '/api/v1/oauth/token')).status).toBe(401);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await call('POST', '/api/v1/oauth/token', 'grant_type=password', form)).body).toEqual({
      detail: [
        {
          type: 'string_pattern_mismatch',
          loc: ['body', 'grant_type'],
          msg: "String should match pattern 'client_credentials'",
        },
      ],
    });
    expect((await call('POST', '/api/v1/oauth/token', { client_id: 'root' })).status).toBe(422);
  });

  it('are asked for, and their scopes looked at, before the body is', async () => {
    const none = await call('PUT', '/api/v1/messaging/default', {}, { authorization: '' });
    expect([none.status, none.body]).toEqual([401, { detail: 'Failed to authenticate' }]);
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    const bad = await call('PUT', '/api/v1/messaging/default', {}, { authorization: 'Bearer nonsense' });
    expect([bad.status, bad.body]).toEqual([403, { detail: 'Not Authorized for this action' }]);
    const form = new URLSearchParams({ client_id: 'reader', client_secret: secret });
    const issued = await fetch(`${gateway.url}/api/v1/oauth/token`, { method: 'POST', body: form });
    const { access_token } = (await issued.json()) as { access_token: string };
    const few = await call(
      'PUT',
      '/api/v1/messaging/default',
      {},
      { authorization: `Bearer ${access_token}` },
    );
    expect([few.status, few.body]).toEqual([
      403,
      { detail: 'Not Authorized for this action. Required scope(s): [messaging:create_or_update]' },
    ]);
  });
});

describe('messaging providers', () => {
  it('answers as the owner of the settings does', async () => {
    play(SaveProvider, ({ service_type, details }) => {
      if (details && 'domain' in details) return { ...mailgun, service_type, details };
      throw new AppError('invalid', {}, [
        { path: ['domain'], rule: 'missing', message: 'is required' },
        { path: ['bad'], rule: 'extra', message: 'is not known here' },
      ]);
    });
    const saved = await call('PUT', '/api/v1/messaging/default', {
      service_type: 'mailgun',
      details: { domain: 'mg.example.com' },
    });
    expect([saved.status, saved.body]).toEqual([200, mailgun]);
    const unfit = await call('PUT', '/api/v1/messaging/default', {
      service_type: 'mailgun',
      details: { bad: 1 },
    });
    expect([unfit.status, unfit.body]).toEqual([
      422,
      {
        detail: [
          { type: 'missing', loc: ['body', 'domain'], msg: 'Field required' },
          { type: 'extra_forbidden', loc: ['body', 'bad'], msg: 'Extra inputs are not permitted' },
        ],
      },
    ]);
    const extra = await call('PUT', '/api/v1/messaging/default', { service_type: 'mailgun', key: 'x' });
    expect(extra.body).toEqual({
      detail: [{ type: 'extra_forbidden', loc: ['body', 'key'], msg: 'Extra inputs are not permitted' }],
    });
  });

  it('tells problems of secrets without a body in front', async () => {
    play(ReadProvider, ({ service_type }) => {
      if (service_type === 'twilio_text') throw new AppError('provider_unknown', { service_type });
      return mailgun;
    });
    play(SaveProviderSecrets, ({ secrets }) => {
      if ('mailgun_api_key' in secrets) return mailgun;
      const problem = { path: ['mailgun_api_key'], rule: 'missing', message: 'is required' };
      throw new AppError('invalid', {}, [problem]);
    });
    const saved = await call('PUT', '/api/v1/messaging/default/MAILGUN/secret', { mailgun_api_key: 'key-x' });
    expect(saved.body).toEqual({
      msg: 'Secrets updated for MessagingConfig with key: mailgun.',
      test_status: null,
      failure_reason: null,
    });
    const unfit = await call('PUT', '/api/v1/messaging/default/mailgun/secret', {});
    expect(unfit.body).toEqual({
      detail: [{ type: 'missing', loc: ['mailgun_api_key'], msg: 'Field required' }],
    });
    const unknown = await call('PUT', '/api/v1/messaging/default/twilio_text/secret', {});
    expect([unknown.status, unknown.body]).toEqual([
      404,
      { detail: "No default messaging config found of type 'twilio_text'" },
    ]);
  });

  it('names the active type in upper case when it is configured', async () => {
    play(ReadActiveProvider, () => {
      throw new AppError('provider_inactive');
    });
    play(CheckActiveProvider, ({ channel }) =>
      channel === 'sms'
        ? { service_type: null, hole: 'none_active' }
        : { service_type: 'mailgun', hole: null },
    );
    expect((await call('GET', '/api/v1/messaging/default/active')).body).toEqual({
      detail: 'No active default messaging config found.',
    });
    expect((await call('GET', '/api/v1/messaging/default/status')).body).toEqual({
      config_status: 'configured',
      detail: 'Active default messaging service of type MAILGUN is fully configured',
    });
    expect((await call('GET', '/api/v1/messaging/default/status?messaging_method=sms')).body).toEqual({
      config_status: 'not configured',
      detail: 'No active default messaging configuration found for sms',
    });
    expect((await call('GET', '/api/v1/messaging/default/status?messaging_method=fax')).body).toEqual({
      detail: [{ type: 'enum', loc: ['query', 'messaging_method'], msg: "Input should be 'email' or 'sms'" }],
    });
  });

  it('changes settings, and refuses a body that names none', async () => {
    play(ChangeApplicationSettings, ({ changes }) => changes);
    const changes = { notifications: { send_request_completion_notification: false } };
    expect((await call('PATCH', '/api/v1/config', changes)).body).toEqual(changes);
    expect((await call('PATCH', '/api/v1/config', {})).status).toBe(422);
    expect((await call('PATCH', '/api/v1/config')).status).toBe(422);
    expect((await call('GET', '/api/v1/config')).body).toEqual({});
  });
});

describe('privacy requests', () => {
  const asked = { policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } };

  it('go to their owner in the language of the person, and come back whole', async () => {
    play(CreateRequests, ({ requests, locale, submitted_by }) => {
      expect([locale, submitted_by]).toEqual(['pt-BR', null]);
      const failed = requests.flatMap(({ policy_key }, index) =>
        policy_key === 'nope' ? [{ index, reason: 'policy_unknown' as const }] : [],
      );
      return { succeeded: [request], failed };
    });
    const unknown = { ...asked, policy_key: 'nope' };
    const answer = await call('POST', '/api/v1/privacy-request', [asked, unknown], {
      'accept-language': '*, pt-BR;q=0.9, en;q=0.5',
    });
    expect(answer.body).toMatchObject({
      succeeded: [{ id: request.id, status: 'pending', days_left: null, policy: { drp_action: null } }],
      failed: [{ message: 'Policy with key nope does not exist', data: unknown }],
    });
  });

  it('fail as a whole when one does not fit, or when there are 51', async () => {
    const unfit = await call('POST', '/api/v1/privacy-request', [asked, { identity: { email: 'no' } }]);
    expect([unfit.status, unfit.body]).toEqual([
      422,
      {
        detail: [
          { type: 'missing', loc: ['body', 1, 'policy_key'], msg: 'Field required' },
          {
            type: 'value_error',
            loc: ['body', 1, 'identity', 'email'],
            msg: 'value is not a valid email address',
          },
        ],
      },
    ]);
    const many = await call(
      'POST',
      '/api/v1/privacy-request',
      Array.from({ length: 51 }, () => asked),
    );
    expect(many.body).toEqual({
      detail: [
        {
          type: 'too_long',
          loc: ['body'],
          msg: 'List should have at most 50 items after validation, not 51',
        },
      ],
    });
  });

  it('are verified by anybody who has the code', async () => {
    play(VerifyRequest, ({ id, code }) => {
      if (code !== '482913') throw new AppError('code_incorrect', { id });
      return request;
    });
    const path = `/api/v1/privacy-request/${request.id}/verify`;
    const right = await call('POST', path, { code: '482913' }, { authorization: '' });
    expect(right.body).toMatchObject({ id: request.id, status: 'pending' });
    const wrong = await call('POST', path, { code: '000000' }, { authorization: '' });
    expect([wrong.status, wrong.body]).toEqual([
      403,
      { detail: `Incorrect identification code for '${request.id}'` },
    ]);
    expect((await call('POST', path, { code: 482_913 })).body).toEqual({
      detail: [{ type: 'string_type', loc: ['body', 'code'], msg: 'Input should be a valid string' }],
    });
    expect((await call('POST', '/api/v1/privacy-request/x%00y/verify', { code: '1' })).status).toBe(404);
  });

  it('are reviewed by bare list or by name, and unknown ones are named', async () => {
    play(ReviewRequests, ({ ids, reason }) => {
      expect(reason).toBe("Don't");
      return {
        succeeded: [],
        failed: ids.map((_id, index) => ({ index, reason: 'request_unknown' as const })),
      };
    });
    const denied = await call('PATCH', '/api/v1/privacy-request/administrate/deny', {
      request_ids: ['pri_1'],
      reason: "Don't",
    });
    expect(denied.body).toEqual({
      succeeded: [],
      failed: [
        {
          message: "No privacy request found with id 'pri_1'",
          data: { privacy_request_id: 'pri_1' },
        },
      ],
    });
    expect((await call('PATCH', '/api/v1/privacy-request/administrate/approve', [])).status).toBe(422);
  });

  it('are read one by one on a route of our own, with problems of RFC 9457', async () => {
    play(ReadRequest, ({ id }) => {
      if (id !== request.id) throw new AppError('request_unknown', { id });
      return request;
    });
    expect((await call('GET', `/api/v1/privacy-request/${request.id}`)).status).toBe(200);
    const unknown = await call('GET', '/api/v1/privacy-request/pri_other');
    expect(unknown.headers.get('content-type')).toContain('application/problem+json');
    expect(unknown.body).toMatchObject({ type: 'urn:subjectline:error:request_unknown', status: 404 });
    const listed = await call('GET', `/api/v1/privacy-request?request_id=${request.id}&status=pending`);
    expect(listed.body).toMatchObject({ items: [{ id: request.id }], total: 1, page: 1, size: 50, pages: 1 });
    expect((await call('GET', '/api/v1/privacy-request?size=101')).body).toMatchObject({
      detail: [{ type: 'less_than_equal', loc: ['query', 'size'] }],
    });
  });
});

describe('messages', () => {
  const code = {
    kind: 'subject_identity_verification',
    to: { email: 'ada@example.com' },
    variables: { code: '482913', minutes: '10' },
  };

  it('are stored, sealed for whoever holds the keys, before they are accepted', async () => {
    const accepted = await call('POST', '/api/v1/messages', { ...code, about: 'pri_7' });
    expect([accepted.status, accepted.body]).toEqual([
      202,
      { id: expect.stringMatching(/^msg_/), state: 'queued' },
    ]);
    const { id } = accepted.body as { id: string };
    expect(accepted.headers.get('location')).toBe(`/api/v1/messages/${id}`);
    const manager = await ground.bus.connection.jetstreamManager();
    const stored = await manager.streams.getMessage('TASKS', { last_by_subj: 'task.dispatch.send-code.v1' });
    const task = stored.json<{ id: string; sealed_content: string; about: string }>();
    expect(task).toMatchObject({ id, about: 'pri_7', locale: 'en' });
    expect(ground.keys.openJson(task.sealed_content, messageContext('default', id))).toEqual({
      to: code.to,
      variables: code.variables,
    });
  });

  it('are one message under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'order-17' };
    const first = await call('POST', '/api/v1/messages', code, headers);
    const again = await call('POST', '/api/v1/messages', code, headers);
    const other = await call('POST', '/api/v1/messages', code, { 'idempotency-key': 'order-18' });
    expect(again.body).toEqual(first.body);
    expect(other.body).not.toEqual(first.body);
  });

  it('are refused with every variable that lacks or is unknown', async () => {
    const unfit = await call('POST', '/api/v1/messages', {
      ...code,
      to: {},
      variables: { code: 1, colour: 'red' },
    });
    expect(unfit.status).toBe(422);
    expect(unfit.body).toMatchObject({
      errors: [
        { pointer: '#/to', rule: 'atLeastOneOf' },
        { pointer: '#/variables/minutes', rule: 'missing' },
        { pointer: '#/variables/code', rule: 'isString' },
        { pointer: '#/variables/colour', rule: 'extra' },
      ],
    });
  });

  it('are looked up by id, and kept ones are shown', async () => {
    play(ReadMessage, ({ id }) => {
      throw new AppError('message_unknown', { id });
    });
    play(ReadInbox, ({ limit }) => {
      expect(limit).toBe(3);
      return { messages: [] };
    });
    expect((await call('GET', '/api/v1/messages/msg_0')).status).toBe(404);
    expect((await call('GET', '/api/v1/inbox?limit=3')).body).toEqual({ messages: [] });
  });
});

describe('whatever is sent', () => {
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const bodies: [string, string][] = [
    ['an open brace', '{'],
    ['nothing that is JSON', 'hello'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['a list for an object', '[]'],
    ['deep nesting', nested],
    ['deep nesting in a field', `{"service_type":"mailgun","details":{"a":${nested}}}`],
    ['a prototype', '{"__proto__":{"service_type":"mailgun"},"service_type":"mailgun"}'],
    ['a constructor', '{"constructor":{"prototype":{}},"service_type":"mailgun"}'],
    ['NUL characters', '{"service_type":"mail\\u0000gun"}'],
    ['a list in a field', '{"service_type":["mailgun"],"details":[]}'],
    ['an object in a field', '{"service_type":{"toString":1}}'],
  ];

  it.each(bodies)('is refused and not broken by: %s', async (_name, body) => {
    for (const [method, path] of [
      ['PUT', '/api/v1/messaging/default'],
      ['PATCH', '/api/v1/config'],
      ['POST', '/api/v1/messages'],
      ['POST', '/api/v1/privacy-request/pri_1/verify'],
    ] as const) {
      const { status } = await call(method, path, body);
      expect(status, `${method} ${path}`).toBe(422);
    }
  });

  it('is read as JSON before anything is asked, and told in Fides words', async () => {
    const answer = await call('PUT', '/api/v1/messaging/default', '{"a": }', { authorization: '' });
    expect([answer.status, answer.body]).toEqual([
      422,
      { detail: [{ type: 'json_invalid', loc: ['body', expect.any(Number)], msg: 'JSON decode error' }] },
    ]);
  });

  it('is refused for its bytes, its type, its size, its path or its method', async () => {
    const latin1 = await fetch(`${gateway.url}/api/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect(latin1.status).toBe(422);
    const xml = await call('POST', '/api/v1/messages', '<a/>', { 'content-type': 'text/xml' });
    expect([xml.status, xml.body]).toMatchObject([415, { type: 'urn:subjectline:error:media_type_unknown' }]);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await call('PUT', '/api/v1/messaging/default', 'a=b', form)).status).toBe(415);
    const large = await call('PUT', '/api/v1/messaging/default', { details: 'x'.repeat(1_100_000) });
    expect([large.status, large.body]).toEqual([413, { detail: 'Request Entity Too Large' }]);
    expect((await call('GET', '/api/v1/messaging/%FF')).status).toBe(404);
    expect(await call('GET', '/api/v1/nowhere')).toMatchObject({
      status: 404,
      body: { detail: 'Not Found' },
    });
    const method = await call('DELETE', '/api/v1/messaging/default');
    expect([method.status, method.body]).toEqual([405, { detail: 'Method Not Allowed' }]);
    expect(method.headers.get('allow')).toBe('PUT');
    expect((await call('GET', '/nowhere')).headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('around every call', () => {
  it('carries a request id back and into the log, and no secret', async () => {
    const answer = await call('GET', '/health/alive', undefined, { 'x-request-id': 'trace-7' });
    expect(answer.headers.get('x-request-id')).toBe('trace-7');
    expect(JSON.parse(await ground.log.line((line) => line.includes('trace-7')))).toMatchObject({
      requestId: 'trace-7',
      method: 'GET',
      route: '/health/alive',
      status: 200,
    });
    const forged = await call('GET', '/health/alive', undefined, { 'x-request-id': 'a b\tc' });
    expect(forged.headers.get('x-request-id')).toMatch(/^req_/);
    for (const word of [secret, token, 'ada@example.com', '482913', 'key-x']) {
      expect(ground.log.text).not.toContain(word);
    }
  });

  it('says who is down, and is ready once nobody is', async () => {
    play(healthCalls.config, () => ({ database: true }));
    const broken = await call('GET', '/health/ready');
    expect(broken.status).toBe(503);
    expect(broken.body).toMatchObject({
      status: 'not ready',
      checks: { nats: 'up', config: 'up', dispatch: 'down' },
    });
    for (const name of ['templates', 'identity', 'requests', 'dispatch'] as const) {
      play(healthCalls[name], () => ({ database: true }));
    }
    expect((await call('GET', '/health/ready')).body).toMatchObject({ status: 'ready' });
  });

  it('serves pages that load nothing from elsewhere', async () => {
    expect((await call('GET', '/')).headers.get('location')).toBe('/docs');
    for (const path of [
      '/docs',
      '/docs/swagger-ui-bundle.js',
      '/inbox',
      '/inbox/inbox.js',
      '/inbox/inbox.css',
    ]) {
      const page = await call('GET', path);
      expect(page.status, path).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((await call('GET', '/docs/package.json')).status).toBe(404);
    expect((await call('GET', '/docs/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('documents every route, with a schema and an example of each error', async () => {
    const { body } = await call('GET', '/openapi.json');
    const document = body as {
      paths: Record<string, Record<string, { responses: Record<string, { content: object }> }>>;
      components: { schemas: Record<string, { properties: object }> };
    };
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.sort()).toMatchInlineSnapshot(`
      [
        "GET /api/v1/config",
        "GET /api/v1/inbox",
        "GET /api/v1/messages",
        "GET /api/v1/messages/{id}",
        "GET /api/v1/messaging/default/active",
        "GET /api/v1/messaging/default/status",
        "GET /api/v1/messaging/default/{service_type}",
        "GET /api/v1/privacy-request",
        "GET /api/v1/privacy-request/{id}",
        "GET /health/alive",
        "GET /health/ready",
        "GET /openapi.json",
        "PATCH /api/v1/config",
        "PATCH /api/v1/privacy-request/administrate/approve",
        "PATCH /api/v1/privacy-request/administrate/deny",
        "POST /api/v1/messages",
        "POST /api/v1/oauth/token",
        "POST /api/v1/privacy-request",
        "POST /api/v1/privacy-request/authenticated",
        "POST /api/v1/privacy-request/{id}/complete",
        "POST /api/v1/privacy-request/{id}/verify",
        "PUT /api/v1/messaging/default",
        "PUT /api/v1/messaging/default/{service_type}/secret",
      ]
    `);
    expect(document.components.schemas['SendMessageBody']?.properties).toHaveProperty('kind');
    expect(document.components.schemas).not.toHaveProperty('GatewayEnv');
    expect(JSON.stringify(document.paths['/api/v1/privacy-request/{id}/verify'])).toContain(
      'Attempt limit hit',
    );
  });
});
