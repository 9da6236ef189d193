import { readEnv } from '@subjectline/bus';
import { healthCalls, KeyCanaries, keyCanaryContext } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../app';
import { GatewayEnv } from '../env';
import { TestGateway, type Heard } from '../testing/test-gateway.fixture';

/* The gateway keeps nothing: that its key is the right one it can only learn from config. */

let gateway: TestGateway;
/** What is wrong with those of requests. */
let keys: string | null = null;
const wrong = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

const publish = (ring: KeyRing) =>
  gateway.testEnv.bus.put(KeyCanaries, 'k1', { sealed: ring.seal('canary', keyCanaryContext) });
const ready = (): Promise<Heard> => gateway.call('GET', '/health/ready');

beforeAll(async () => {
  gateway = await TestGateway.start();
  const { requests, ...others } = healthCalls;
  for (const call of Object.values(others)) await gateway.play(call, () => ({ database: true }));
  await gateway.play(requests, () => ({ database: keys === null, ...(keys && { keys }) }));
});

afterAll(() => gateway?.close());

describe('a key of the gateway', () => {
  it('is right when it opens what config has sealed', async () => {
    await publish(gateway.testEnv.keys);
    const { status, body } = await ready();
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ready', checks: { gateway: 'up', config: 'up' } });
    expect(body).not.toHaveProperty('reasons');
  });

  it('is wrong if it does not: readiness is 503 and names the key', async () => {
    await publish(KeyRing.parse(wrong));
    const answer = await eventually('it is noticed', async () => {
      const heard = await ready();
      return heard.status === 503 && heard;
    });
    expect(answer.body).toMatchObject({
      status: 'not ready',
      checks: { gateway: 'down', config: 'up' },
      reasons: ['gateway: the key "k1" is not the one that config has'],
    });
    for (const key of [gateway.testEnv.envFor('gateway').SUBJECTLINE_KEYS, wrong])
      expect(JSON.stringify(answer.body)).not.toContain(key.slice(3, 20));
    await publish(gateway.testEnv.keys);
    await eventually('it is right again', async () => (await ready()).status === 200);
  });

  it('stops the start when it is wrong', async () => {
    const { NATS_URL, SUBJECTLINE_LOG_LEVEL } = gateway.testEnv.envFor('gateway');
    const settings = { NATS_URL, SUBJECTLINE_LOG_LEVEL, SUBJECTLINE_KEYS: wrong, SUBJECTLINE_PORT: '0' };
    const starting = start(readEnv(GatewayEnv, settings), { logDestination: gateway.testEnv.log });
    await expect(starting).rejects.toThrow('SUBJECTLINE_KEYS: the key "k1" is not the one that config has');
    const line = await gateway.testEnv.log.line((text) => text.includes('a key is missing or wrong'));
    expect(JSON.parse(line)).toMatchObject({ level: 'fatal', keyId: 'k1' });
    expect(gateway.testEnv.log.text).not.toContain(wrong.slice(3, 20));
  });
});

describe('a key of another service', () => {
  it('is reported in readiness if it is wrong', async () => {
    keys = 'the key "k1" is not the one that sealed the data of requests';
    const answer = await eventually('it is told', async () => {
      const heard = await ready();
      return heard.status === 503 && heard;
    });
    expect(answer.body).toMatchObject({ checks: { requests: 'down' }, reasons: [`requests: ${keys}`] });
  });
});
