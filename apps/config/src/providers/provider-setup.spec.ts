import type { Service } from '@subjectline/bus';
import {
  AppError,
  ChangeApplicationSettings,
  CreateProvider,
  providerSecretsContext,
  ReadActiveProvider,
  ReadApplicationSettings,
  Settings,
  SetUpProvider,
  TrySettings,
  type SetUpProviderRequest,
  type TriedSettings,
  type TrySettingsRequest,
} from '@subjectline/contracts';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';

/* Settings that are tried before they replace others. The vendor's side is played at dispatch's contract. */

let testEnv: TestEnvironment;
let service: Service;
let organization: string;
let organizations = 0;
let tried: TrySettingsRequest[];
let answer: (request: TrySettingsRequest) => Promise<TriedSettings> | TriedSettings;

const accepted: TriedSettings = { verdict: 'accepted', reason: null };

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  const { connection } = testEnv.bus;
  connection.subscribe(TrySettings.subject, {
    callback: (_error, message) => {
      const request = message.json<TrySettingsRequest>();
      tried.push(request);
      void Promise.resolve(answer(request)).then((response) => {
        message.respond(new TextEncoder().encode(JSON.stringify({ response, isDisposed: true })));
      });
    },
  });
  await connection.flush();
  service = await startConfig(testEnv);
});
beforeEach(() => {
  organization = `setup-spec-${++organizations}`;
  tried = [];
  answer = () => accepted;
});
afterAll(async () => {
  await service?.close();
  await testEnv?.close();
});

const setUp = (request: Partial<SetUpProviderRequest> = {}) =>
  testEnv.bus.ask(SetUpProvider, {
    organization,
    service_type: 'mailgun',
    details: { domain: 'mg.example.com' },
    secrets: { mailgun_api_key: 'key-that-works' },
    check: true,
    ...request,
  });
const stored = async () => (await testEnv.bus.read(Settings, organization))?.providers ?? [];
const secretsOf = ({ key, sealed_secrets }: { key: string; sealed_secrets: string | null }) =>
  sealed_secrets && testEnv.keys.openJson(sealed_secrets, providerSecretsContext(organization, key));
const settings = () => testEnv.bus.ask(ReadApplicationSettings, { organization });
const everythingOn = {
  notifications: {
    notification_service_type: 'mailgun',
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
  },
  execution: { subject_identity_verification_required: true },
};

describe('a provider that is set up', () => {
  it('is tried as it would be stored, then stored, active, and everything is on', async () => {
    const { config, checked } = await setUp();
    expect(tried).toMatchObject([
      { organization, key: 'mailgun', service_type: 'mailgun', details: { domain: 'mg.example.com' } },
    ]);
    const [request] = tried;
    expect(request && secretsOf(request)).toEqual({ mailgun_api_key: 'key-that-works' });
    expect(checked).toBe(true);
    expect(config).toMatchObject({
      key: 'mailgun',
      name: 'Mailgun',
      last_test_succeeded: true,
      last_test_timestamp: testEnv.clock.now().toISOString(),
      secrets_set: ['mailgun_api_key'],
    });
    expect(await testEnv.bus.ask(ReadActiveProvider, { organization })).toEqual(config);
    expect(await settings()).toEqual(everythingOn);
  });

  it.each([
    ['refused', 'key_wrong', 'provider_not_accepted', /^the API key is wrong/],
    ['undecided', 'vendor_silent', 'provider_not_checked', /^the vendor did not answer/],
  ] as const)('changes nothing where the vendor’s answer is %s', async (verdict, reason, code, why) => {
    await setUp();
    const before = await stored();
    answer = () => ({ verdict, reason });
    const attempt = setUp({ details: { domain: 'b.example.com' }, secrets: { mailgun_api_key: 'wrong' } });
    await expect(attempt).rejects.toMatchObject({
      code,
      facts: { label: 'Mailgun', reason, why: expect.stringMatching(why) },
    });
    expect(await stored()).toEqual(before);
    expect(await settings()).toEqual(everythingOn);
  });

  it('is not there where the first settings are refused', async () => {
    answer = () => ({ verdict: 'refused', reason: null });
    await expect(setUp()).rejects.toMatchObject({ code: 'provider_not_accepted' });
    expect(await stored()).toEqual([]);
    expect(await settings()).toEqual({});
  });

  it('is stored untested when the check is turned off', async () => {
    answer = () => {
      throw new Error('the vendor was asked');
    };
    const { config, checked } = await setUp({ check: false });
    expect([checked, config.last_test_succeeded]).toEqual([false, null]);
    expect(tried).toEqual([]);
    expect(await stored()).toHaveLength(1);
  });

  it('keeps the switches that were turned off when only its account changes', async () => {
    await setUp();
    const off = { notifications: { send_request_review_notification: false } };
    await testEnv.bus.ask(ChangeApplicationSettings, { organization, changes: off });
    await setUp({ details: null, secrets: { mailgun_api_key: 'a-new-key' } });
    const notifications = { ...everythingOn.notifications, send_request_review_notification: false };
    expect(await settings()).toEqual({ ...everythingOn, notifications });
    const [state] = await stored();
    expect(state && secretsOf(state)).toEqual({ mailgun_api_key: 'a-new-key' });
    expect(state?.details).toMatchObject({ domain: 'mg.example.com' });
  });

  it('turns on what was never decided where another call had made it active', async () => {
    const { service_type, ...given } = { service_type: 'mailgun', details: { domain: 'mg.example.com' } };
    const secrets = { mailgun_api_key: 'key-that-works' };
    await testEnv.bus.ask(CreateProvider, { organization, service_type, ...given, secrets });
    await setUp();
    expect(await settings()).toEqual(everythingOn);
  });

  it('by its key is the one that the name of its type stands for, until another is', async () => {
    await setUp();
    const second = { key: 'second', name: 'Mailgun in the EU', details: { domain: 'eu.example.com' } };
    const { config } = await setUp(second);
    expect(tried.at(-1)).toMatchObject({ key: 'second', details: { domain: 'eu.example.com' } });
    expect(await testEnv.bus.ask(ReadActiveProvider, { organization })).toEqual(config);
    expect((await stored()).map(({ key }) => key)).toEqual(['second', 'mailgun']);
    await setUp({ details: { domain: 'de.example.com' } });
    expect((await stored())[0]).toMatchObject({ key: 'second', details: { domain: 'de.example.com' } });
    await setUp({ key: 'mailgun', details: null, secrets: {} });
    expect(await testEnv.bus.ask(ReadActiveProvider, { organization })).toMatchObject({
      key: 'mailgun',
      name: 'Mailgun',
      details: { domain: 'mg.example.com' },
    });
    const taken = setUp({ key: 'third', name: 'Mailgun in the EU' });
    await expect(taken).rejects.toMatchObject({ code: 'provider_name_taken' });
    const foreign = setUp({ key: 'mailgun', service_type: 'mailchimp_transactional' });
    await expect(foreign).rejects.toMatchObject({ code: 'provider_type_fixed' });
  });

  it('turns everything on when it replaces another one', async () => {
    const secrets = { twilio_api_key: 'key-of-sendgrid' };
    const details = { twilio_email_from: 'privacy@example.com' };
    await setUp({ service_type: 'twilio_email', details, secrets });
    const off = { notifications: { send_request_receipt_notification: false } };
    await testEnv.bus.ask(ChangeApplicationSettings, { organization, changes: off });
    await setUp();
    expect(await settings()).toEqual(everythingOn);
  });

  it('is not stored over a change that came in while the vendor was asked', async () => {
    await setUp();
    answer = async () => {
      answer = () => accepted;
      await setUp({ secrets: { mailgun_api_key: 'key-of-another-operator' } });
      return accepted;
    };
    await expect(setUp({ secrets: { mailgun_api_key: 'key-of-mine' } })).rejects.toMatchObject({
      code: 'conflict',
    });
    const [state] = await stored();
    expect(state && secretsOf(state)).toEqual({ mailgun_api_key: 'key-of-another-operator' });
  });

  it.each([
    [{ details: { domain: 'a b' } }, ['details', 'domain']],
    [{ secrets: {} }, ['secrets', 'mailgun_api_key']],
    [{ service_type: 'fax' }, ['service_type']],
  ])('is refused before the vendor is asked: %j', async (request, path) => {
    const error: unknown = await setUp(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'invalid' });
    expect(error instanceof AppError && error.problems.map((problem) => problem.path)).toContainEqual(path);
    expect(tried).toEqual([]);
  });
});
