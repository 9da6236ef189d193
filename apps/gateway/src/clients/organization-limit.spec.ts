import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_DIDOMI_REQUESTS_PER_15_SECONDS: '2' });
});
afterAll(() => gateway?.close());

const call = (authorization?: string) =>
  gateway.call('GET', '/dsar/user-rights', undefined, authorization ? { authorization } : {});

it('reports the remaining calls of an organization, and refuses further ones until the window ends', async () => {
  for (const left of [1, 0]) {
    const { status, headers } = await call();
    expect([status, headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([
      200,
      `"organization";r=${left};t=15`,
      '"organization";q=2;w=15',
    ]);
  }
  gateway.testEnv.clock.advance(5_000);
  const { status, headers, body } = await call();
  expect([status, headers.get('retry-after'), headers.get('ratelimit')]).toEqual([
    429,
    '10',
    '"organization";r=0;t=10',
  ]);
  expect(body).toMatchObject({ code: 429, name: 'TooManyRequests', reason: 'too_many_requests' });
  expect((await call(`Bearer ${await gateway.tokenOf('acme')}`)).status).toBe(200);
  expect((await gateway.call('GET', '/api/v1/oauth/scope')).status).toBe(200);
  gateway.testEnv.clock.advance(10_000);
  expect((await call()).status).toBe(200);
});
