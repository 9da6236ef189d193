import { scopes, type ErrorCode } from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, type Answer } from '../fixtures/product.fixture';
import type { Route } from '../routes/route.fixture';
import { otherRoutes, routes, tokenWith } from '../routes/routes.fixture';
import { whatIsStored } from '../fixtures/stored.fixture';

/* Callers without the right and input that cannot be read: every route refuses them in its family's shape, and keeps nothing. */

let product: Product;
let before: string;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  before = await whatIsStored(product);
});
afterAll(async () => {
  const after = await whatIsStored(product);
  await product?.close();
  expect(after).toBe(before);
});

const largest = 1_048_576;

/** Where Didomi's API has a status of its own. */
const didomiStatuses: Partial<Record<ErrorCode, number>> = {
  invalid: 400,
  malformed: 400,
  token_rejected: 401,
};

/** What a refusal looks like in each family. */
function expectRefusal(
  { status, headers, body }: Answer,
  { family }: Pick<Route, 'family'>,
  wanted: { status: number; code: ErrorCode; detail: unknown },
): void {
  if (family === 'didomi') {
    const code = didomiStatuses[wanted.code] ?? wanted.status;
    expect([status, headers.get('content-type')]).toEqual([
      code,
      expect.stringContaining('application/json'),
    ]);
    expect(Object.keys(body as object)).toEqual(['code', 'name', 'message', 'reason', 'errors']);
    expect(body).toMatchObject({ code, reason: wanted.code, errors: expect.any(Array) });
    return;
  }
  expect(status).toBe(wanted.status);
  if (family === 'fides') {
    expect(headers.get('content-type')).toContain('application/json');
    expect(body).toEqual({ detail: wanted.detail });
  } else {
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ type: `urn:subjectline:error:${wanted.code}`, status: wanted.status });
  }
}

const called = (route: Route, options: { body?: unknown; token?: string | null; type?: string } = {}) =>
  product.call(route.method, route.path, 'body' in options ? options.body : route.body, {
    ...('token' in options && { token: options.token }),
    ...(options.type && { headers: { 'content-type': options.type } }),
  });

const guarded = routes.filter(({ scope }) => scope !== undefined);
const reading = routes.filter(({ body }) => body !== undefined);

describe('the routes of this table', () => {
  it('are all that there are', async () => {
    const { body } = await product.call('GET', '/openapi.json');
    const documented = Object.entries(at(body, 'paths') as object).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const known = [
      ...routes.map(({ method, path, pattern = path }) => `${method} ${pattern}`),
      ...otherRoutes,
    ];
    expect(documented.toSorted()).toEqual(known.toSorted());
  });
});

describe.each(guarded)('$method $path', (route) => {
  it('refuses who shows no token', async () => {
    const answer = await called(route, { token: null });
    expectRefusal(answer, route, {
      status: 401,
      code: 'not_authenticated',
      detail: 'Failed to authenticate',
    });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('refuses a token that is none, and one that has expired', async () => {
    const wanted = { status: 403, code: 'token_rejected', detail: 'Not Authorized for this action' } as const;
    expectRefusal(await called(route, { token: 'nonsense' }), route, wanted);
    const token = tokenWith(product, scopes);
    product.testEnv.clock.advance(61_000);
    expectRefusal(await called(route, { token }), route, wanted);
    product.testEnv.clock.advance(-61_000);
  });

  it('refuses a token that allows everything else', async () => {
    const token = tokenWith(
      product,
      scopes.filter((scope) => scope !== route.scope),
    );
    const detail = `Not Authorized for this action. Required scope(s): [${route.scope}]`;
    expectRefusal(await called(route, { token }), route, { status: 403, code: 'scope_missing', detail });
  });
});

describe.each(reading)('the body of $method $path', (route) => {
  it.each(['{"a":', '\u0000', '{"a":1}}', 'NaN'])('is refused when it is %j', async (text) => {
    const detail = [{ type: 'json_invalid', loc: ['body', expect.any(Number)], msg: 'JSON decode error' }];
    expectRefusal(await called(route, { body: text }), route, { status: 422, code: 'malformed', detail });
  });

  it('is refused when it is too large', async () => {
    const body = JSON.stringify('x'.repeat(largest));
    const detail = 'Request Entity Too Large';
    expectRefusal(await called(route, { body }), route, { status: 413, code: 'too_large', detail });
  });

  it('is refused when it is of another type', async () => {
    const wanted = { status: 415, code: 'media_type_unknown', detail: 'Unsupported Media Type' } as const;
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      expectRefusal(await called(route, { body: 'a=b', type }), route, wanted);
    }
  });

  it('is asked for', async () => {
    if (route.needsBody === false) return;
    const detail = [{ type: 'missing', loc: ['body'], msg: 'Field required' }];
    expectRefusal(await called(route, { body: undefined }), route, { status: 422, code: 'invalid', detail });
  });

  it('may be no text, number or null', async () => {
    for (const body of ['"text"', '7', 'null', 'true']) {
      const { status, body: answer } = await called(route, { body });
      expect([body, status]).toEqual([body, route.family === 'didomi' ? 400 : 422]);
      expect(JSON.stringify(answer)).not.toContain('undefined');
    }
  });
});

describe('a route that is not there', () => {
  it.each([
    ['GET', '/api/v1/nothing', 404, 'Not Found', undefined],
    ['POST', '/api/v1/config', 405, 'Method Not Allowed', 'DELETE, GET, HEAD, PATCH, PUT'],
    ['GET', '/api/v1/oauth/token', 405, 'Method Not Allowed', 'POST'],
    ['PUT', '/api/v1/privacy-request', 405, 'Method Not Allowed', 'GET, HEAD, POST'],
    ['GET', '/api/v1/%E0%A4%A', 404, 'Not Found', undefined],
  ])('%s %s is %d', async (method, path, status, detail, allow) => {
    const answer = await product.call(method, path);
    expect([answer.status, answer.body]).toEqual([status, { detail }]);
    expect(answer.headers.get('allow') ?? undefined).toBe(allow);
  });

  it.each([
    ['GET', '/dsar/nothing', 404, 'NotFound', undefined],
    ['GET', '/v1/sessions?organization_id=default', 405, 'MethodNotAllowed', 'POST'],
    ['GET', '/consents/%E0%A4%A', 404, 'NotFound', undefined],
    ['GET', '/v1/auth', 404, 'NotFound', undefined],
    ['GET', '/v1/nothing', 404, 'NotFound', undefined],
  ])('of Didomi: %s %s is %d', async (method, path, status, name, allow) => {
    const answer = await product.call(method, path);
    expect([answer.status, at(answer.body, 'code'), at(answer.body, 'name')]).toEqual([status, status, name]);
    expect(answer.headers.get('allow') ?? undefined).toBe(allow);
  });

  it('has the shape of our own routes elsewhere', async () => {
    const { status, headers, body } = await product.call('GET', '/nothing');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:subjectline:error:route_unknown', status: 404 });
  });
});
