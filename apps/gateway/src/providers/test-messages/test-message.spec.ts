import {
  AppError,
  CheckProvider,
  ReadProvider,
  SendTestMessage,
  type ProviderTestResult,
  type SendTestMessageRequest,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';

let gateway: TestGateway;
let asked: SendTestMessageRequest[];
let outcome: Partial<ProviderTestResult> | AppError;

beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.play(ReadProvider, ({ service_type = '' }) => {
    if (service_type === 'fax') {
      const message = "Input should be 'mailgun' or 'twilio_text'";
      throw new AppError('invalid', {}, [{ path: ['service_type'], rule: 'isIn', message }]);
    }
    if (service_type === 'twilio_text') throw new AppError('provider_unknown', { service_type });
    return {
      service_type: 'mailgun',
      details: null,
      name: 'Mailgun',
      key: 'the-one',
      last_test_timestamp: null,
      last_test_succeeded: null,
    };
  });
  const answer = (): ProviderTestResult => {
    if (outcome instanceof AppError) throw outcome;
    const tested = {
      key: 'the-one',
      service_type: 'mailgun',
      failure: null,
      explanation: null,
      reason: null,
      status: null,
    };
    return { ...tested, ...outcome };
  };
  await gateway.play(SendTestMessage, (request) => {
    asked.push(request);
    return answer();
  });
  await gateway.play(CheckProvider, answer);
});
beforeEach(() => {
  asked = [];
  outcome = {};
});
afterAll(() => gateway?.close());

const path = '/api/v1/messaging/test/MAILGUN';
const older = '/api/v1/messaging/config/test';
const email = 'ada@example.com';
const test = (identity: object) => gateway.call('POST', path, { to_identity: identity });
const failedBecause = (reason: string) => ({
  detail: `There was an error sending the test message: ${reason}`,
});

describe('a test message', () => {
  it('goes through the config of a type', async () => {
    const { status, body } = await test({ email, phone_number: '' });
    expect([status, body]).toEqual([200, { details: 'Test message successfully sent' }]);
    expect(asked).toMatchObject([{ organization: 'default', key: 'the-one', to: { email } }]);
  });

  it('goes through the active provider on the older route, with a warning', async () => {
    const { status, body } = await gateway.call('POST', older, { phone_number: '+15551234567' });
    expect([status, body]).toEqual([
      200,
      { details: 'Test message successfully sent', warnings: [expect.stringContaining('Deprecated')] },
    ]);
    expect(asked[0]).not.toHaveProperty('key');
  });

  it.each([
    [{ failure: 'no_email' }, 'No email identity supplied.'],
    [{ failure: 'no_phone_number' }, 'No phone identity supplied.'],
    [{ failure: 'secrets_missing' }, 'Messaging secrets not found for config with key: the-one'],
    [{ failure: 'details_invalid' }, 'No mailgun config details or secrets supplied.'],
    [
      { failure: 'provider_failed', explanation: 'Mailgun asks to slow down (429)', status: 429 },
      'Email failed to send due to: Email failed to send with status code 429',
    ],
    [
      { failure: 'provider_failed', explanation: 'Mailgun is not available (ECONNREFUSED)' },
      'Email failed to send due to: Mailgun is not available (ECONNREFUSED)',
    ],
    [
      { service_type: 'twilio_email', failure: 'provider_failed', explanation: 'SendGrid …', status: 403 },
      'Email failed to send due to: HTTP Error 403: Forbidden',
    ],
    [
      { service_type: 'twilio_text', failure: 'provider_failed', explanation: 'Twilio …', status: 401 },
      'Twilio SMS failed to send due to: HTTP 401 error: Unauthorized',
    ],
    [
      { failure: 'provider_failed', explanation: 'Mailgun …', status: 400, reason: 'domain_unverified' },
      'Email failed to send due to: Email failed to send with status code 400 (domain_unverified)',
    ],
  ] as const)('that fails says why: %j', async (failed, reason) => {
    outcome = failed;
    const newer = await test({ email });
    expect([newer.status, newer.body]).toEqual([400, failedBecause(reason)]);
    const old = await gateway.call('POST', older, { email });
    expect([old.status, old.body]).toEqual([400, failedBecause(reason)]);
  });

  it('needs a config of the type', async () => {
    const none = await gateway.call('POST', '/api/v1/messaging/test/twilio_text', { to_identity: { email } });
    expect([none.status, none.body]).toEqual([
      404,
      { detail: 'No messaging config found with service type: twilio_text' },
    ]);
    const unknown = await gateway.call('POST', '/api/v1/messaging/test/fax', { to_identity: { email } });
    expect(unknown.status).toBe(422);
    expect(unknown.body).toMatchObject({ detail: [{ type: 'enum', loc: ['path', 'service_type'] }] });
  });

  it.each([
    [new AppError('provider_inactive'), 'No notification service type configured.'],
    [
      new AppError('provider_unknown', { service_type: 'mailgun' }),
      'No messaging config found for service_type mailgun.',
    ],
  ])('on the older route has a reason for all that is missing: %s', async (error, reason) => {
    outcome = error;
    const { status, body } = await gateway.call('POST', older, { email });
    expect([status, body]).toEqual([400, failedBecause(reason)]);
  });

  it.each([
    [{}, ['body', 'to_identity'], 'missing'],
    [{ to_identity: 'x' }, ['body', 'to_identity'], expect.anything()],
    [{ to_identity: { email: 'ada' } }, ['body', 'to_identity', 'email'], 'value_error'],
    [{ to_identity: { phone_number: '+1-555' } }, ['body', 'to_identity', 'phone_number'], 'value_error'],
    [{ to_identity: { email, fax: '1' } }, ['body', 'to_identity', 'fax'], 'extra_forbidden'],
    [{ to_identity: { email }, more: 1 }, ['body', 'more'], 'extra_forbidden'],
  ])('is refused for %j', async (body, loc, type) => {
    const answer = await gateway.call('POST', path, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ detail: [{ type, loc }] });
    expect(asked).toEqual([]);
  });

  it('is rate-limited', async () => {
    outcome = new AppError('too_many_requests', { retry_after_seconds: 42 });
    const { status, headers, body } = await test({ email });
    expect([status, headers.get('retry-after')]).toEqual([429, '42']);
    expect(body).toEqual({ error: expect.stringContaining('Rate limit exceeded') });
  });
});

describe('a check of a config', () => {
  const check = () => gateway.call('POST', '/api/v1/messaging/config/the-one/check');

  it('says whether the credentials are accepted', async () => {
    expect((await check()).body).toEqual({ key: 'the-one', succeeded: true, reason: null, code: null });
    const failed = { failure: 'provider_failed', explanation: 'Mailgun is not available (503)' } as const;
    outcome = { ...failed, reason: 'vendor_unavailable' };
    const { status, body } = await check();
    expect(status).toBe(200);
    expect(body).toEqual({
      key: 'the-one',
      succeeded: false,
      reason: 'Mailgun is not available (503)',
      code: 'vendor_unavailable',
    });
  });

  it('needs a config with that key', async () => {
    outcome = new AppError('provider_key_unknown', { key: 'the-one' });
    const { status, body } = await check();
    expect([status, body]).toMatchObject([404, { type: 'urn:subjectline:error:provider_key_unknown' }]);
    expect((await gateway.call('POST', '/api/v1/messaging/config/a%20b/check')).status).toBe(422);
  });
});
