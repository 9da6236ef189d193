import type { Service } from '@subjectline/bus';
import {
  ChangeProvider,
  CreateProvider,
  DeleteProvider,
  ListProviders,
  providerSecretsContext,
  ReadProvider,
  RecordProviderTest,
  SaveProviderFallbacks,
  SaveProviderSecrets,
  Settings,
  type ProviderState,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';

let testEnv: TestEnvironment;
let service: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv);
});
afterAll(async () => {
  await service?.close();
  await testEnv?.close();
});

let organizations = 0;
/** Each test has an organization of its own. */
const newOrganization = () => `provider-spec-${++organizations}`;

const create = (organization: string, key = 'mailgun', domain = 'mg.example.com') =>
  testEnv.bus.ask(CreateProvider, {
    organization,
    key,
    service_type: 'mailgun',
    details: { domain },
    secrets: { mailgun_api_key: 'key-of-mailgun' },
  });
const stateOf = async (organization: string, key = 'mailgun'): Promise<ProviderState> => {
  const settings = await testEnv.bus.read(Settings, organization);
  const state = settings?.providers.find((one) => one.key === key);
  if (!state) throw new Error(`no state of ${key}`);
  return state;
};

describe('a test of a provider', () => {
  const record = (organization: string, version: number, succeeded: boolean) =>
    testEnv.bus.ask(RecordProviderTest, { organization, key: 'mailgun', version, succeeded });

  it('is kept with the config that was tested', async () => {
    const organization = newOrganization();
    await create(organization);
    const { version } = await stateOf(organization);
    expect(await record(organization, version, true)).toMatchObject({
      last_test_succeeded: true,
      last_test_timestamp: testEnv.clock.now().toISOString(),
    });
    expect(await record(organization, version, false)).toMatchObject({ last_test_succeeded: false });
  });

  it('says nothing of a config that was changed meanwhile', async () => {
    const organization = newOrganization();
    await create(organization);
    const { version } = await stateOf(organization);
    await create(organization, 'mailgun', 'b.example.com');
    expect(await record(organization, version, true)).toMatchObject({ last_test_succeeded: null });
  });

  it('is forgotten with a change of details or secrets, and with no other', async () => {
    const organization = newOrganization();
    const ask = { organization, key: 'mailgun' };
    const secrets = { mailgun_api_key: 'key-of-mailgun' };
    await create(organization);
    const tested = async () => record(organization, (await stateOf(organization)).version, true);
    await tested();
    expect(await create(organization)).toMatchObject({ last_test_succeeded: true });
    expect(await testEnv.bus.ask(ChangeProvider, { ...ask, name: 'Mails' })).toMatchObject({
      last_test_succeeded: true,
    });
    expect(await testEnv.bus.ask(SaveProviderSecrets, { ...ask, secrets })).toMatchObject({
      last_test_succeeded: true,
    });
    const other = { mailgun_api_key: 'another-key' };
    expect(await testEnv.bus.ask(SaveProviderSecrets, { ...ask, secrets: other })).toMatchObject({
      last_test_succeeded: null,
    });
    await tested();
    const details = { is_eu_domain: true };
    expect(await testEnv.bus.ask(ChangeProvider, { ...ask, details })).toMatchObject({
      last_test_succeeded: null,
      last_test_timestamp: null,
    });
  });

  it('of a config that is gone is refused', async () => {
    await expect(record(newOrganization(), 1, true)).rejects.toMatchObject({ code: 'provider_key_unknown' });
  });
});

describe('a key for delivery reports', () => {
  const key = { mailgun_webhook_signing_key: 'key-of-the-webhooks' };
  const secretsOf = async (organization: string) => {
    const { sealed_secrets } = await stateOf(organization);
    return testEnv.keys.openJson(sealed_secrets ?? '', providerSecretsContext(organization, 'mailgun'));
  };

  it('is kept when a client that does not know it replaces the other secrets, and goes when it is emptied', async () => {
    const organization = newOrganization();
    const save = (secrets: object) =>
      testEnv.bus.ask(SaveProviderSecrets, { organization, key: 'mailgun', secrets });
    await create(organization);
    await save(key);
    expect(await secretsOf(organization)).toEqual({ mailgun_api_key: 'key-of-mailgun', ...key });
    await save({ mailgun_api_key: 'another-key' });
    expect(await secretsOf(organization)).toEqual({ mailgun_api_key: 'another-key', ...key });
    await create(organization);
    expect(await secretsOf(organization)).toEqual({ mailgun_api_key: 'key-of-mailgun', ...key });
    await save({ mailgun_webhook_signing_key: '' });
    expect(await secretsOf(organization)).toMatchObject({ mailgun_webhook_signing_key: null });
  });
});

describe('the version of a config', () => {
  it('is never one that an account was opened with before, also when the config is made again', async () => {
    const organization = newOrganization();
    await create(organization);
    const first = await stateOf(organization);
    await create(organization);
    const saved = await stateOf(organization);
    await testEnv.bus.ask(DeleteProvider, { organization, key: 'mailgun' });
    await create(organization, 'mailgun', 'b.example.com');
    const again = await stateOf(organization);
    expect(new Set([first.version, saved.version, again.version]).size).toBe(3);
  });
});

describe('a change that cannot be published', () => {
  it('is not made, and can be made once the broker takes it', async () => {
    const organization = newOrganization();
    await create(organization);
    const before = await stateOf(organization);
    // small enough to be asked for and to be stored, and too large for the broker once it is sealed
    const { max_payload = 1_048_576 } = testEnv.bus.connection.info ?? {};
    const secrets = { mailgun_api_key: 'a'.repeat(Math.floor(max_payload * 0.8)) };
    const ask = { organization, key: 'mailgun' };
    await expect(testEnv.bus.ask(SaveProviderSecrets, { ...ask, secrets })).rejects.toMatchObject({
      code: 'unavailable',
      facts: { subject: 'state settings' },
    });
    expect(await stateOf(organization)).toEqual(before);
    await testEnv.bus.ask(ChangeProvider, { ...ask, name: 'Mails' });
    expect(await stateOf(organization)).toEqual({ ...before, version: expect.any(Number) });
  });

  it('publishes what the table says after a crash of the broker', async () => {
    const organization = newOrganization();
    await create(organization);
    testEnv.nats.kill();
    await testEnv.restartNats();
    await eventually('it is changed', () =>
      testEnv.bus.ask(ChangeProvider, { organization, key: 'mailgun', details: { is_eu_domain: true } }),
    );
    expect(await stateOf(organization)).toMatchObject({ details: { is_eu_domain: true } });
  });
});

describe('provider configs', () => {
  it('that are made, changed and deleted at once end as one of them left it', async () => {
    const organization = newOrganization();
    await create(organization);
    await Promise.allSettled([
      create(organization),
      testEnv.bus.ask(DeleteProvider, { organization, key: 'mailgun' }),
      testEnv.bus.ask(ChangeProvider, { organization, key: 'mailgun', name: 'Changed' }),
      create(organization, 'second'),
      testEnv.bus.ask(SaveProviderFallbacks, { organization, fallbacks: { email: ['mailgun'], sms: [] } }),
    ]);
    const page = await testEnv.bus.ask(ListProviders, { organization, page: 1, size: 10 });
    const settings = await testEnv.bus.read(Settings, organization);
    const keys = page.items.map(({ key }) => key).toSorted();
    expect(settings?.providers.map(({ key }) => key).toSorted()).toEqual(keys);
    for (const key of settings?.fallbacks.email ?? []) expect(keys).toContain(key);
  });

  it('say which channels only a fallback has, once it is ready', async () => {
    const organization = newOrganization();
    await create(organization);
    const texts = { organization, key: 'texts', service_type: 'twilio_text' };
    await testEnv.bus.ask(CreateProvider, texts);
    await testEnv.bus.ask(SaveProviderFallbacks, {
      organization,
      fallbacks: { email: ['mailgun'], sms: ['texts'] },
    });
    const channels = async () => {
      const settings = await testEnv.bus.read(Settings, organization);
      return [settings?.active_channels, settings?.fallback_channels];
    };
    expect(await channels()).toEqual([['email'], []]);
    const secrets = {
      twilio_account_sid: `AC${'0'.repeat(32)}`,
      twilio_auth_token: 'a'.repeat(32),
      twilio_sender_phone_number: '+15557654321',
    };
    await testEnv.bus.ask(SaveProviderSecrets, { organization, key: 'texts', secrets });
    expect(await channels()).toEqual([['email'], ['sms']]);
  });

  it('of one organization are nothing to another', async () => {
    const [mine, other] = [newOrganization(), newOrganization()];
    await create(mine);
    const unknown = { code: 'provider_key_unknown' };
    const theirs = { organization: other, key: 'mailgun' };
    await expect(testEnv.bus.ask(ReadProvider, theirs)).rejects.toMatchObject(unknown);
    await expect(testEnv.bus.ask(DeleteProvider, theirs)).rejects.toMatchObject(unknown);
    const fallbacks = { email: ['mailgun'], sms: [] };
    const refused = testEnv.bus.ask(SaveProviderFallbacks, { organization: other, fallbacks });
    await expect(refused).rejects.toMatchObject({ code: 'invalid' });
    expect(await testEnv.bus.ask(ListProviders, { organization: other, page: 1, size: 10 })).toEqual({
      items: [],
      total: 0,
    });
  });
});

describe('secrets that are put', () => {
  const sms = { twilio_account_sid: `AC${'1'.repeat(32)}`, twilio_auth_token: 'token' };
  const withSender = { ...sms, twilio_messaging_service_sid: `MG${'1'.repeat(32)}` };
  const put = (organization: string, key: string, secrets: object) =>
    testEnv.bus.ask(SaveProviderSecrets, { organization, key, secrets });
  const createSms = (organization: string) =>
    testEnv.bus.ask(CreateProvider, { organization, service_type: 'twilio_text', secrets: withSender });

  it('leave the others when they are some of those that are needed', async () => {
    const organization = newOrganization();
    await createSms(organization);
    await put(organization, 'twilio_text', { twilio_auth_token: 'another' });
    expect((await stateOf(organization, 'twilio_text')).sealed_secrets).not.toBeNull();
  });

  it('replace all when they are all that is needed: a sender that is not named again is gone', async () => {
    const organization = newOrganization();
    await createSms(organization);
    await expect(put(organization, 'twilio_text', sms)).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ path: [] }],
    });
    await put(organization, 'twilio_text', { ...sms, twilio_sender_phone_number: '+15550001111' });
  });

  it('that a provider does not know are told with what is missing', async () => {
    const organization = newOrganization();
    await create(organization);
    await expect(put(organization, 'mailgun', { bad_key: 'x' })).rejects.toMatchObject({
      problems: [
        { path: ['mailgun_api_key'], rule: 'missing' },
        { path: ['bad_key'], rule: 'extra' },
      ],
    });
    await expect(put(organization, 'mailgun', {})).rejects.toMatchObject({ code: 'invalid' });
  });
});
