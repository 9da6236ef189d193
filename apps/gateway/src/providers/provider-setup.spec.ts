import {
  AppError,
  SetUpProvider,
  type ProviderSetup,
  type SetUpProviderRequest,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

/* How a setup is asked for, and how a refusal is told. */

let gateway: TestGateway;
let asked: SetUpProviderRequest[];
let outcome: AppError | null;

const done: ProviderSetup = {
  config: {
    service_type: 'mailgun',
    details: { domain: 'mg.example.com' },
    name: 'Mailgun',
    key: 'mailgun',
    last_test_timestamp: '2026-03-02T09:30:00.000Z',
    last_test_succeeded: true,
  },
  checked: true,
};

beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.play(SetUpProvider, (request) => {
    asked.push(request);
    if (outcome) throw outcome;
    return done;
  });
});
beforeEach(() => {
  [asked, outcome] = [[], null];
});
afterAll(() => gateway?.close());

const setUp = (body: object) => gateway.call('POST', '/api/v1/messaging/setup', body);
const settings = { service_type: 'mailgun', details: { domain: 'mg.example.com' } };

it('checks with the vendor by default, and not with `check: false`', async () => {
  const secrets = { mailgun_api_key: 'k' };
  const { status, body } = await setUp({ ...settings, secrets });
  expect([status, body]).toEqual([200, done]);
  await setUp({ ...settings, details: null, check: false });
  expect(asked).toEqual([
    { organization: 'default', ...settings, secrets, check: true },
    { organization: 'default', service_type: 'mailgun', check: false },
  ]);
});

it.each([
  [
    'provider_not_accepted',
    422,
    'Mailgun does not accept these settings: the API key is wrong. Nothing was changed.',
  ],
  [
    'provider_not_checked',
    424,
    'Mailgun could not be asked about these settings: the API key is wrong. Nothing was changed.',
  ],
] as const)('says for %s why, and that nothing was changed', async (code, status, detail) => {
  outcome = new AppError(code, { label: 'Mailgun', reason: 'key_wrong', why: 'the API key is wrong' });
  const answer = await setUp(settings);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({
    type: `urn:subjectline:error:${code}`,
    detail,
    reason: 'key_wrong',
  });
  outcome = new AppError(code, { label: 'Mailgun', reason: null, why: null });
  expect((await setUp(settings)).body).toMatchObject({
    detail: detail.replace(': the API key is wrong', ''),
  });
});

it('can be of one of several configs of a type', async () => {
  const named = { key: 'eu', name: 'Mailgun in the EU' };
  expect((await setUp({ ...settings, ...named })).status).toBe(200);
  expect(asked).toMatchObject([named]);
});

it('points at the invalid settings', async () => {
  const path = ['secrets', 'mailgun_api_key'];
  outcome = new AppError('invalid', {}, [{ path, rule: 'missing', message: 'is required' }]);
  const { status, body } = await setUp(settings);
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ pointer: '#/secrets/mailgun_api_key', detail: 'is required' }] });
});

it.each([
  [{ ...settings, check: 'no' }],
  [{ details: {} }],
  [{ ...settings, key: 'no key' }],
  [{ ...settings, sort: 'eu' }],
])('refuses %j', async (body) => {
  expect((await setUp(body)).status).toBe(422);
  expect(asked).toEqual([]);
});
