import { readEnv, type Service } from '@subjectline/bus';
import {
  AppError,
  builtinOrganization,
  CheckProvider,
  PublishedWordings,
  RecordProviderTest,
  SendTestMessage,
  TrySettings,
  wordingKey,
  type RecordProviderTestRequest,
} from '@subjectline/contracts';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import { configOf, organization, useProvider, useSettings } from '../testing/played-services.fixture';

let testEnv: TestEnvironment;
let emulator: Emulator;
let service: Service;
let recorded: RecordProviderTestRequest[];

/** Plays config: keeps what it is told, or cannot. */
async function playRecord(): Promise<void> {
  const { connection } = testEnv.bus;
  connection.subscribe(RecordProviderTest.subject, {
    callback: (_error, message) => {
      const { version, ...test } = message.json<RecordProviderTestRequest>();
      recorded.push({ ...test, version });
      const err = new AppError('conflict');
      const config = { service_type: 'mailgun', details: null, name: 'Mailgun', key: test.key };
      const response = { ...config, last_test_timestamp: null, last_test_succeeded: test.succeeded };
      const packet = version === 99 ? { err } : { response };
      message.respond(new TextEncoder().encode(JSON.stringify({ ...packet, isDisposed: true })));
    },
  });
  await connection.flush();
}

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  const kind = 'test_message';
  await testEnv.bus.put(PublishedWordings, wordingKey(builtinOrganization, kind, 'en'), {
    organization: builtinOrganization,
    kind,
    locale: 'en',
    version: 0,
    subject: 'A test',
    html: '<p>A test</p>',
    text: null,
    sms: 'A test',
    from_name: null,
    reply_to: [],
  });
  await playRecord();
  const urls = ['MAILGUN', 'SENDGRID', 'TWILIO'].map((name) => [`SUBJECTLINE_${name}_URL`, emulator.url]);
  const settings = { ...testEnv.envFor('dispatch'), ...Object.fromEntries(urls) };
  const env = readEnv(Env, settings);
  service = await start(env, { clock: testEnv.clock, logDestination: testEnv.log });
});
beforeEach(() => {
  recorded = [];
});
afterEach(() => {
  emulator.forget();
  // the next spec has its own sixty
  testEnv.clock.advance(60_000);
});
afterAll(async () => {
  await service.close();
  await emulator.close();
  await testEnv.close();
});

const to = { email: 'ana@example.com', phone_number: '+15551234567' };

function sendTest(request: { key?: string; to?: object } = {}) {
  return testEnv.bus.ask(SendTestMessage, { organization, to, ...request });
}

describe('a test message', () => {
  it.each([
    ['mailgun', 'mailgun', 'ana@example.com', { 'o:tracking-clicks': 'no', 'o:tracking-opens': 'no' }],
    [
      'twilio_email',
      'sendgrid',
      'ana@example.com',
      { tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } } },
    ],
    [
      'twilio_text',
      'twilio',
      '+15551234567',
      expect.not.objectContaining({ ShortenUrls: expect.anything() }),
    ],
  ] as const)('goes through %s at once, active or not, and is not followed further', async (...expected) => {
    const [key, vendor, address, fields] = expected;
    await useSettings(testEnv, { providers: [configOf(testEnv, key, { version: 4 })] });
    const sent = { key, service_type: key, failure: null, explanation: null, reason: null, status: null };
    expect(await sendTest({ key })).toEqual(sent);
    const [message] = emulator.messages();
    expect(message).toMatchObject({ vendor, to: address, fields });
    expect(message?.text).toContain('A test');
    expect(recorded).toEqual([{ organization, key, version: 4, succeeded: true }]);
  });

  it('goes through the active config when none is named, and then nothing is recorded', async () => {
    await useProvider(testEnv, 'mailgun');
    expect(await sendTest()).toMatchObject({ key: 'mailgun', failure: null });
    expect(emulator.messages()).toHaveLength(1);
    expect(recorded).toEqual([]);
  });

  it.each([
    [
      'sign-in-page',
      'answer_unreadable',
      'Mailgun gave no usable answer (a proxy or a wrong base address may have answered)',
    ],
    [
      'reset',
      'vendor_silent',
      'Mailgun gave no usable answer (the connection broke or the time ran out; check again, and if it stays, check the network and the base address)',
    ],
    [503, 'vendor_unavailable', 'Mailgun is not available: the vendor has an outage (503)'],
    [
      400,
      'recipient_invalid',
      'Mailgun refused the check: the recipient’s address or number is not valid (400)',
    ],
  ] as const)(
    'says of a check that ends with %s what to do, and nothing of a message',
    async (...expected) => {
      const [answer, reason, explanation] = expected;
      await useProvider(testEnv, 'mailgun');
      emulator.behave({ answer });
      expect(await testEnv.bus.ask(CheckProvider, { organization, key: 'mailgun' })).toMatchObject({
        failure: 'provider_failed',
        reason,
        explanation,
      });
    },
  );

  it('that fails says how, without what the vendor said and to whom it was', async () => {
    await useProvider(testEnv, 'mailgun');
    emulator.behave({ answer: 401 });
    expect(await sendTest({ key: 'mailgun' })).toMatchObject({
      failure: 'provider_failed',
      reason: 'key_wrong',
      explanation: expect.stringMatching(/^Mailgun does not accept .*: the API key is wrong .*\(401\)$/),
    });
    expect(recorded).toMatchObject([{ succeeded: false }]);
    expect(testEnv.log.text).not.toContain('ana@example.com');
  });

  it.each([
    ['mailgun', { phone_number: '+15551234567' }, 'no_email'],
    ['twilio_text', { email: 'ana@example.com' }, 'no_phone_number'],
    ['twilio_text', {}, 'no_phone_number'],
  ] as const)('at %s needs an address of its kind: %j', async (key, address, failure) => {
    await useProvider(testEnv, key);
    expect(await sendTest({ key, to: address })).toMatchObject({ failure });
    expect(emulator.messages()).toEqual([]);
    expect(recorded).toMatchObject([{ succeeded: false }]);
  });

  it.each([
    [{ sealed_secrets: null }, 'secrets_missing'],
    [{ sealed_secrets: 'k0.damaged' }, 'secrets_invalid'],
    [{ details: {} }, 'details_invalid'],
  ])('is not tried where the config lacks something: %j', async (lack, failure) => {
    await useSettings(testEnv, { providers: [configOf(testEnv, 'mailgun', lack)] });
    expect(await sendTest({ key: 'mailgun' })).toMatchObject({ failure });
    expect(emulator.messages()).toEqual([]);
  });

  it('is answered when its outcome cannot be kept', async () => {
    await useProvider(testEnv, 'mailgun', 99);
    expect(await sendTest({ key: 'mailgun' })).toMatchObject({ failure: null });
  });

  it.each([
    [{ key: 'nowhere' }, 'provider_key_unknown'],
    [{}, 'provider_inactive'],
  ])('is refused where there is no config: %j', async (request, code) => {
    await useProvider(testEnv, null);
    await expect(sendTest(request)).rejects.toMatchObject({ code });
  });

  it('is sent sixty times a minute and no more', async () => {
    await useProvider(testEnv, 'inbox');
    for (let turn = 0; turn < 60; turn += 1) await sendTest();
    const refusal = { code: 'too_many_requests', facts: { retry_after_seconds: 60 } };
    await expect(sendTest()).rejects.toMatchObject(refusal);
    testEnv.clock.advance(60_000);
    await sendTest();
  });
});

describe('a check of a config', () => {
  it.each(['mailgun', 'twilio_email', 'twilio_text'] as const)(
    'at %s tries the credentials and delivers nothing',
    async (key) => {
      await useProvider(testEnv, key, 2);
      const check = () => testEnv.bus.ask(CheckProvider, { organization, key });
      expect(await check()).toMatchObject({ key, failure: null });
      emulator.behave({ answer: 401 });
      expect(await check()).toMatchObject({ failure: 'provider_failed' });
      expect(emulator.messages()).toEqual([]);
      expect(recorded).toEqual([
        { organization, key, version: 2, succeeded: true },
        { organization, key, version: 2, succeeded: false },
      ]);
    },
  );
});

describe('settings that are not stored', () => {
  const trySettings = (serviceType: Parameters<typeof configOf>[1], given = {}) => {
    const { version: _version, ...settings } = configOf(testEnv, serviceType, given);
    return testEnv.bus.ask(TrySettings, { organization, ...settings });
  };

  it.each(['mailgun', 'twilio_email', 'twilio_text'] as const)(
    'are tried at %s in place of the stored ones; nothing is delivered or recorded',
    async (key) => {
      await useSettings(testEnv, { providers: [configOf(testEnv, key, { sealed_secrets: null })] });
      expect(await trySettings(key)).toEqual({ verdict: 'accepted', reason: null });
      emulator.behave({ answer: 401 });
      expect(await trySettings(key)).toEqual({ verdict: 'refused', reason: 'key_wrong' });
      expect(emulator.messages()).toEqual([]);
      expect(recorded).toEqual([]);
      expect(await testEnv.bus.ask(CheckProvider, { organization, key })).toMatchObject({
        failure: 'secrets_missing',
      });
    },
  );

  it.each([
    [503, 'vendor_unavailable'],
    [429, 'rate_limited'],
    ['reset', 'vendor_silent'],
    ['sign-in-page', 'answer_unreadable'],
  ] as const)('are undecided where the vendor’s answer is %s', async (answer, reason) => {
    emulator.behave({ answer });
    expect(await trySettings('mailgun')).toEqual({ verdict: 'undecided', reason });
  });

  it('that cannot be opened are refused', async () => {
    expect(await trySettings('mailgun', { sealed_secrets: 'k0.damaged' })).toEqual({
      verdict: 'refused',
      reason: 'settings_unusable',
    });
  });
});
