import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway, secret } from '../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_FAILED_SIGN_INS_PER_MINUTE: '4' });
});
afterAll(() => gateway?.close());

const session = (body: unknown, headers: Record<string, string> = {}) =>
  gateway.call('POST', '/v1/sessions', body, headers);

describe('a session', () => {
  it.each(['/sessions', '/v1/sessions'])('is opened at %s with a key and its secret', async (path) => {
    const { status, body } = await gateway.call('POST', path, { type: 'api-key', key: 'acme', secret });
    expect([status, body]).toEqual([
      201,
      {
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        expires_in: 3_600,
        organization_id: 'acme',
      },
    ]);
  });

  it('is not for people', async () => {
    const { status, body } = await session({ type: 'email', email: 'ada@example.com', password: 'x' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 400, name: 'BadRequest', reason: 'invalid' });
    expect(body).toMatchObject({
      errors: expect.arrayContaining([
        { path: 'type', rule: 'isIn', message: 'must be api-key: there are no sessions of people here' },
      ]),
    });
  });

  it('is refused with 400, as at Didomi, and guesses are limited', async () => {
    const guess = { type: 'api-key', key: 'root', secret: 'wrong' };
    const from = { 'x-forwarded-for': '203.0.113.7' };
    for (let tries = 1; tries <= 4; tries += 1) {
      const { status, headers, body } = await session(guess, from);
      expect([status, headers.get('www-authenticate')]).toEqual([400, null]);
      expect(body).toEqual({
        code: 400,
        name: 'BadRequest',
        message: 'The key or its secret is wrong',
        reason: 'wrong_credentials',
        errors: [],
      });
    }
    const { status, headers, body } = await session({ ...guess, secret }, from);
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
    expect(body).toMatchObject({ code: 429, name: 'TooManyRequests', reason: 'too_many_requests' });
  });
});
