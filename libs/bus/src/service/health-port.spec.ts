import type { Health } from '@subjectline/contracts';
import { expect, it, onTestFinished } from 'vitest';
import { openHealthPort } from './health-port';

async function answerTo(read: () => Promise<Health>, path = '/health'): Promise<number> {
  const { port, close } = await openHealthPort(0, read);
  onTestFinished(close);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  await answer.body?.cancel();
  return answer.status;
}

it.each([
  [200, { database: true }],
  [200, { database: true, broker: true, incident: 'PostgreSQL was restored' }],
  [503, { database: false, broker: true }],
  [503, { database: true, broker: false }],
])('answers %d for %j', async (status, health) => {
  expect(await answerTo(() => Promise.resolve(health))).toBe(status);
});

it('answers 503 when the health cannot be told, and 404 elsewhere', async () => {
  expect(await answerTo(() => Promise.reject(new Error('no')))).toBe(503);
  expect(await answerTo(() => Promise.resolve({ database: true }), '/')).toBe(404);
});
