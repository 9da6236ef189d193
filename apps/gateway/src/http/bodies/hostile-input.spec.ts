import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});

afterAll(() => gateway?.close());

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
    ['half a surrogate pair', '{"service_type":"mail\\ud800gun"}'],
    ['half a surrogate pair for a name', '{"\\udfff":1,"service_type":"mailgun"}'],
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
      const { status } = await gateway.call(method, path, body);
      expect(status, `${method} ${path}`).toBe(422);
    }
  });

  it('is parsed before any call, and refused in Fides’ shape', async () => {
    const answer = await gateway.call('PUT', '/api/v1/messaging/default', '{"a": }', { authorization: '' });
    expect([answer.status, answer.body]).toEqual([
      422,
      { detail: [{ type: 'json_invalid', loc: ['body', expect.any(Number)], msg: 'JSON decode error' }] },
    ]);
  });

  it('has the error shape of its API, also in a preflight', async () => {
    const xml = { 'content-type': 'text/xml' };
    const didomi = await gateway.call('OPTIONS', '/consents/events', '<a/>', xml);
    expect([didomi.status, didomi.body]).toMatchObject([415, { code: 415, reason: 'media_type_unknown' }]);
    const fides = await gateway.call('OPTIONS', '/api/v1/config', '<a/>', xml);
    expect([fides.status, fides.body]).toMatchObject([415, { detail: expect.any(String) }]);
  });

  it('is refused for its bytes, its type, its size, its path or its method', async () => {
    const latin1 = await fetch(`${gateway.url}/api/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect(latin1.status).toBe(422);
    const xml = await gateway.call('POST', '/api/v1/messages', '<a/>', { 'content-type': 'text/xml' });
    expect([xml.status, xml.body]).toMatchObject([415, { type: 'urn:subjectline:error:media_type_unknown' }]);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await gateway.call('PUT', '/api/v1/messaging/default', 'a=b', form)).status).toBe(415);
    const large = await gateway.call('PUT', '/api/v1/messaging/default', { details: 'x'.repeat(1_100_000) });
    expect([large.status, large.body]).toEqual([413, { detail: 'Request Entity Too Large' }]);
    expect((await gateway.call('GET', '/api/v1/messaging/%FF')).status).toBe(404);
    expect(await gateway.call('GET', '/api/v1/nowhere')).toMatchObject({
      status: 404,
      body: { detail: 'Not Found' },
    });
    for (const path of ['fallback', 'health', 'providers', 'setup']) {
      const unknown = await gateway.call('GET', `/api/v1/messaging/${path}/nothing`);
      expect(unknown.body, path).toMatchObject({ type: 'urn:subjectline:error:route_unknown' });
    }
    const method = await gateway.call('DELETE', '/api/v1/messaging/default');
    expect([method.status, method.body]).toEqual([405, { detail: 'Method Not Allowed' }]);
    expect(method.headers.get('allow')).toBe('PUT');
    expect((await gateway.call('GET', '/nowhere')).headers.get('content-type')).toContain(
      'application/problem+json',
    );
  });
});
