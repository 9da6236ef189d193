import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '30' });
});
afterAll(() => gateway?.close());

/** Requests that are counted, and refused for what they lack. */
const statusOf = async (count: number): Promise<number> => {
  const body = Array.from({ length: count }, () => ({}));
  return (await gateway.call('POST', '/api/v1/privacy-request', body, { authorization: '' })).status;
};

it('accepts one call of any size per minute, and otherwise no more requests than the limit', async () => {
  expect(await statusOf(50)).toBe(422);
  expect(await statusOf(1)).toBe(429);
  gateway.testEnv.clock.advance(60_000);
  expect(await statusOf(10)).toBe(422);
  expect(await statusOf(21)).toBe(429);
  expect(await statusOf(20)).toBe(422);
  gateway.testEnv.clock.advance(60_000);
  expect(await statusOf(1_000)).toBe(422);
});
