import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway, secret } from '../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});

afterAll(() => gateway?.close());

describe('tokens', () => {
  it('are issued for a form', async () => {
    const answer = await gateway.fetchToken();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
  });

  it('are handed out for a form that leaves the grant empty', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `grant_type=&client_id=root&client_secret=${secret}`;
    expect((await gateway.call('POST', '/api/v1/oauth/token', body, form)).status).toBe(200);
  });

  it('are issued for HTTP Basic', async () => {
    const basic = Buffer.from(`root:${secret}`).toString('base64');
    const answer = await gateway.call('POST', '/api/v1/oauth/token', undefined, {
      authorization: `Basic ${basic}`,
    });
    expect(answer.status).toBe(200);
  });

  it('are refused for a wrong secret, for no credentials, for another grant and for JSON', async () => {
    const wrong = await gateway.fetchToken('another');
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ detail: 'Authentication Failure' });
    expect((await gateway.call('POST', '/api/v1/oauth/token')).status).toBe(401);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await gateway.call('POST', '/api/v1/oauth/token', 'grant_type=password', form)).body).toEqual({
      detail: [
        {
          type: 'string_pattern_mismatch',
          loc: ['body', 'grant_type'],
          msg: "String should match pattern 'client_credentials'",
        },
      ],
    });
    expect((await gateway.call('POST', '/api/v1/oauth/token', { client_id: 'root' })).status).toBe(422);
  });

  it('are required, and their scopes checked, before the body is read', async () => {
    const none = await gateway.call('PUT', '/api/v1/messaging/default', {}, { authorization: '' });
    expect([none.status, none.body]).toEqual([401, { detail: 'Failed to authenticate' }]);
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    const bad = await gateway.call(
      'PUT',
      '/api/v1/messaging/default',
      {},
      { authorization: 'Bearer nonsense' },
    );
    expect([bad.status, bad.body]).toEqual([403, { detail: 'Not Authorized for this action' }]);
    const access_token = await gateway.tokenOf('reader');
    const few = await gateway.call(
      'PUT',
      '/api/v1/messaging/default',
      {},
      { authorization: `Bearer ${access_token}` },
    );
    expect([few.status, few.body]).toEqual([
      403,
      { detail: 'Not Authorized for this action. Required scope(s): [messaging:create_or_update]' },
    ]);
  });
});
