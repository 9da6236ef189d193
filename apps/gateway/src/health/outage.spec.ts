import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  // one of the three goes to the gateway itself, for its token
  gateway = await TestGateway.start({ SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '3' });
});

afterAll(() => gateway?.close());

const code = {
  kind: 'subject_identity_verification',
  to: { email: 'ada@example.com' },
  variables: { code: '482913', minutes: '10' },
};

describe('a gateway', () => {
  it('limits only callers without a valid token', async () => {
    const anonymous = { authorization: '' };
    const verify = () => gateway.call('POST', '/api/v1/privacy-request/-/verify', {}, anonymous);
    for (let call = 0; call < 2; call += 1) expect((await verify()).status).toBe(422);
    const fourth = await verify();
    expect(fourth.status).toBe(429);
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(fourth.body).toEqual({ error: expect.stringContaining('Rate limit exceeded') });
    expect((await gateway.call('POST', '/api/v1/messages', code)).status).toBe(202);
    expect((await gateway.call('GET', '/health/alive', undefined, anonymous)).status).toBe(200);
  });

  it('accepts nothing while the broker is down, says so, and stays alive', async () => {
    await gateway.testEnv.nats.stop();
    await gateway.testEnv.log.line((line) => line.includes('NATS is down'));
    const refused = await gateway.call('POST', '/api/v1/messages', code);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.body).toMatchObject({ type: 'urn:subjectline:error:unavailable' });
    expect((await gateway.call('GET', '/health/alive')).status).toBe(200);
    const ready = await gateway.call('GET', '/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({ checks: { nats: 'down' } });
  });
});
