import { readEnv } from '@subjectline/bus';
import { healthCalls, KeyCanaries, keyCanaryContext } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../app';
import { GatewayEnv } from '../env';
import { Stage, type Heard } from '../stage.suite';

/* The gateway keeps nothing: that its key is the right one it can only learn from config. */

let stage: Stage;
/** What is wrong with those of requests. */
let keys: string | null = null;
const wrong = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

const publish = (ring: KeyRing) =>
  stage.ground.bus.put(KeyCanaries, 'k1', { sealed: ring.seal('canary', keyCanaryContext) });
const ready = (): Promise<Heard> => stage.call('GET', '/health/ready');

beforeAll(async () => {
  stage = await Stage.set();
  const { requests, ...others } = healthCalls;
  for (const call of Object.values(others)) await stage.play(call, () => ({ database: true }));
  await stage.play(requests, () => ({ database: keys === null, ...(keys && { keys }) }));
});

afterAll(() => stage?.close());

describe('a key of the gateway', () => {
  it('is right when it opens what config has sealed', async () => {
    await publish(stage.ground.keys);
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
    for (const key of [stage.ground.envFor('gateway').SUBJECTLINE_KEYS, wrong])
      expect(JSON.stringify(answer.body)).not.toContain(key.slice(3, 20));
    await publish(stage.ground.keys);
    await eventually('it is right again', async () => (await ready()).status === 200);
  });

  it('stops the start when it is wrong', async () => {
    const { NATS_URL, SUBJECTLINE_LOG_LEVEL } = stage.ground.envFor('gateway');
    const settings = { NATS_URL, SUBJECTLINE_LOG_LEVEL, SUBJECTLINE_KEYS: wrong, SUBJECTLINE_PORT: '0' };
    const starting = start(readEnv(GatewayEnv, settings), { logDestination: stage.ground.log });
    await expect(starting).rejects.toThrow('SUBJECTLINE_KEYS: the key "k1" is not the one that config has');
    const line = await stage.ground.log.line((text) => text.includes('a key is missing or wrong'));
    expect(JSON.parse(line)).toMatchObject({ level: 'fatal', keyId: 'k1' });
    expect(stage.ground.log.text).not.toContain(wrong.slice(3, 20));
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
