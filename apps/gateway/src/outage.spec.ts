import { readEnv } from '@subjectline/bus';
import { KeyRing } from '@subjectline/storage';
import { layGround, type Ground } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start, type GatewayService } from './app';
import { GatewayEnv } from './env';
import { TokenService } from './security/token.service';

let ground: Ground;
let gateway: GatewayService;
let authorization: string;

const code = {
  kind: 'subject_identity_verification',
  to: { email: 'ada@example.com' },
  variables: { code: '482913', minutes: '10' },
};

function send(): Promise<Response> {
  return fetch(`${gateway.url}/api/v1/messages`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(code),
  });
}

beforeAll(async () => {
  ground = await layGround();
  const { NATS_URL, SUBJECTLINE_KEYS, SUBJECTLINE_LOG_LEVEL } = ground.envFor('gateway');
  const settings = {
    NATS_URL,
    SUBJECTLINE_KEYS,
    SUBJECTLINE_LOG_LEVEL,
    SUBJECTLINE_PORT: '0',
    SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '3',
  };
  gateway = await start(readEnv(GatewayEnv, settings), { clock: ground.clock, logDestination: ground.log });
  const tokens = new TokenService(KeyRing.parse(SUBJECTLINE_KEYS), ground.clock);
  const client = { client_id: 'shop', organization: 'default', scopes: ['messages:send'] };
  authorization = `Bearer ${(await tokens.issue(client)).token}`;
});

afterAll(async () => {
  await gateway?.close();
  await ground?.close();
});

describe('a gateway', () => {
  it('limits who shows no valid token, and nobody else', async () => {
    const verify = () => fetch(`${gateway.url}/api/v1/privacy-request/-/verify`, { method: 'POST' });
    for (let call = 0; call < 3; call += 1) expect((await verify()).status).toBe(422);
    const fourth = await verify();
    expect(fourth.status).toBe(429);
    expect(fourth.headers.get('retry-after')).toBe('60');
    expect(await fourth.json()).toEqual({ error: expect.stringContaining('Rate limit exceeded') });
    expect((await send()).status).toBe(202);
    expect((await fetch(`${gateway.url}/health/alive`)).status).toBe(200);
  });

  it('accepts nothing while the broker is away, says so, and still lives', async () => {
    await ground.nats.stop();
    await ground.log.line((line) => line.includes('NATS is away'));
    const refused = await send();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ type: 'urn:subjectline:error:unavailable' });
    expect((await fetch(`${gateway.url}/health/alive`)).status).toBe(200);
    const ready = await fetch(`${gateway.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ checks: { nats: 'down' } });
  });
});
