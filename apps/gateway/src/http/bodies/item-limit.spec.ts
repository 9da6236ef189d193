import { afterAll, beforeAll, expect, it } from 'vitest';
import { Stage } from '../../stage.suite';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set({ SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '30' });
});
afterAll(() => stage?.close());

/** Requests that are counted, and refused for what they lack. */
const statusOf = async (count: number): Promise<number> => {
  const body = Array.from({ length: count }, () => ({}));
  return (await stage.call('POST', '/api/v1/privacy-request', body, { authorization: '' })).status;
};

it('accepts one call of any size per minute, and otherwise no more requests than the limit', async () => {
  expect(await statusOf(50)).toBe(422);
  expect(await statusOf(1)).toBe(429);
  stage.ground.clock.advance(60_000);
  expect(await statusOf(10)).toBe(422);
  expect(await statusOf(21)).toBe(429);
  expect(await statusOf(20)).toBe(422);
  stage.ground.clock.advance(60_000);
  expect(await statusOf(1_000)).toBe(422);
});
