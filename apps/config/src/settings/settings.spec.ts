import type { Service } from '@subjectline/bus';
import {
  AppError,
  AuthenticateClient,
  ChangeApplicationSettings,
  CheckActiveProvider,
  providerSecretsContext,
  PublicSettings,
  ReadActiveProvider,
  ReadApplicationSettings,
  ReadProvider,
  ReplaceApplicationSettings,
  SaveProvider,
  SaveProviderSecrets,
  Settings,
  type ApplicationSettings,
  type OrganizationSettings,
  type Problem,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';

let testEnv: TestEnvironment;
let service: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv);
});
afterAll(async () => {
  await service.close();
  await testEnv.close();
});

let organizations = 0;
/** Each test has an organization of its own. */
const newOrganization = () => `spec-${++organizations}`;

const change = (organization: string, changes: ApplicationSettings) =>
  testEnv.bus.ask(ChangeApplicationSettings, { organization, changes });
const effective = (organization: string) => testEnv.bus.read(Settings, organization);
const saveMailgun = (organization: string) =>
  testEnv.bus.ask(SaveProvider, {
    organization,
    service_type: 'mailgun',
    details: { domain: 'mg.example.com' },
  });
const saveKey = (organization: string, mailgun_api_key = 'key-of-mailgun') =>
  testEnv.bus.ask(SaveProviderSecrets, {
    organization,
    service_type: 'mailgun',
    secrets: { mailgun_api_key },
  });

async function problemsOf(refused: Promise<unknown>): Promise<readonly Problem[]> {
  const error: unknown = await refused.then(
    () => new Error('it was not refused'),
    (failure: unknown) => failure,
  );
  if (!(error instanceof AppError)) throw error;
  return error.problems;
}

describe('application settings', () => {
  it('are merged key by key, and null is kept as null', async () => {
    const organization = newOrganization();
    expect(
      await change(organization, { notifications: { send_request_receipt_notification: true } }),
    ).toEqual({
      notifications: { send_request_receipt_notification: true },
    });
    const more = { notifications: { send_request_review_notification: null }, execution: {} };
    expect(await change(organization, more)).toEqual({
      notifications: { send_request_receipt_notification: true, send_request_review_notification: null },
      execution: {},
    });
    expect(await testEnv.bus.ask(ReadApplicationSettings, { organization })).toMatchObject({
      notifications: { send_request_receipt_notification: true },
    });
  });

  it('lose neither of two changes that come at once', async () => {
    const organization = newOrganization();
    await Promise.all([
      change(organization, { notifications: { send_request_receipt_notification: true } }),
      change(organization, { notifications: { send_request_review_notification: true } }),
      change(organization, { notifications: { send_request_completion_notification: true } }),
      change(organization, { execution: { require_manual_request_approval: true } }),
    ]);
    expect(await effective(organization)).toMatchObject({
      send_request_receipt_notification: true,
      send_request_review_notification: true,
      send_request_completion_notification: true,
      require_manual_request_approval: true,
    });
  });

  it('hold for every service before the change is answered', async () => {
    const organization = newOrganization();
    for (const required of [true, false, true]) {
      await change(organization, { execution: { subject_identity_verification_required: required } });
      expect(await effective(organization)).toMatchObject({
        subject_identity_verification_required: required,
        disable_consent_identity_verification: !required,
      });
    }
  });

  it('say where persons may be sent on to, to the Privacy Center in any case', async () => {
    const organization = newOrganization();
    const links = { allowed_origins: ['https://www.example.com/'] };
    const privacy_center = { url: 'https://privacy.example.com/choices' };
    await change(organization, { links, privacy_center });
    const allowed_origins = ['https://www.example.com', 'https://privacy.example.com'];
    expect(await effective(organization)).toMatchObject({ allowed_origins });
    expect(await testEnv.bus.read(PublicSettings, organization)).toMatchObject({ allowed_origins });
    await change(organization, { links: { allowed_origins: null } });
    expect(await effective(organization)).toMatchObject({ allowed_origins: ['https://privacy.example.com'] });
    const path = { links: { allowed_origins: ['https://www.example.com/path'] } };
    expect(await problemsOf(change(organization, path))).toMatchObject([{ rule: 'areOrigins' }]);
  });

  it('refuse reminders that end after the address of a stranger is deleted', async () => {
    const organization = newOrganization();
    await change(organization, { verification: { reminder_hours: 100, close_hours: 700 } });
    const [problem, ...more] = await problemsOf(
      change(organization, { verification: { second_reminder_hours: 1 } }),
    );
    expect([problem?.path, problem?.message, more]).toEqual([
      ['verification'],
      expect.stringMatching(/^reminder_hours \+ second_.* is 801 hours; .* deleted after 168: shorten them/),
      [],
    ]);
    await change(organization, { verification: { second_reminder_hours: 1, close_hours: 66 } });
    await expect(change(organization, { verification: { close_hours: 67 } })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(
      testEnv.bus.ask(ReplaceApplicationSettings, {
        organization,
        settings: { verification: { reminder_hours: 168 } },
      }),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await effective(organization)).toMatchObject({ verification_close_hours: 66 });
    const inEnvironment = { SUBJECTLINE_SETTINGS: '{"verification": {"reminder_hours": 200}}' };
    await expect(startConfig(testEnv, inEnvironment)).rejects.toThrow(
      /^SUBJECTLINE_SETTINGS cannot be used: verification: reminder_hours is 200 hours/,
    );
  });

  it('name the providers that exist when they are given another', async () => {
    const organization = newOrganization();
    const refused = change(organization, { notifications: { notification_service_type: 'pigeon' } });
    const [problem] = await problemsOf(refused);
    expect(problem).toMatchObject({ path: ['notifications', 'notification_service_type'], rule: 'isIn' });
    expect(problem?.message).toContain("'mailgun'");
    expect(await testEnv.bus.ask(ReadApplicationSettings, { organization })).toEqual({});
  });

  it('take the name of a provider in any case', async () => {
    const organization = newOrganization();
    const set = await change(organization, { notifications: { notification_service_type: 'MAILGUN' } });
    expect(set.notifications?.notification_service_type).toBe('mailgun');
  });

  it('refuse what they do not know', async () => {
    const stray = { notifications: { carrier: 'pigeon' } } as ApplicationSettings;
    expect(await problemsOf(change(newOrganization(), stray))).toMatchObject([{ rule: 'extra' }]);
  });

  it('are published again after a crash between the table and the broker', async () => {
    const organization = newOrganization();
    await change(organization, { notifications: { send_request_receipt_notification: true } });
    const bucket = await testEnv.bus.connection.jetstream().views.kv(Settings.bucket, { bindOnly: true });
    await bucket.purge(organization);
    expect(await effective(organization)).toBeNull();
    await service.close();
    service = await startConfig(testEnv);
    expect(await effective(organization)).toMatchObject({ send_request_receipt_notification: true });
  });

  it('that could not be published are, once the broker is back', async () => {
    const organization = newOrganization();
    await change(organization, { notifications: { send_request_receipt_notification: false } });
    testEnv.nats.kill();
    await testEnv.restartNats();
    await eventually('it is accepted', () =>
      change(organization, { notifications: { send_request_receipt_notification: true } }).then(() => true),
    );
    await eventually(
      'it holds',
      async () => (await effective(organization))?.send_request_receipt_notification,
    );
  });
});

describe('a provider', () => {
  it('is created, and saved again it stays one', async () => {
    const organization = newOrganization();
    expect(await saveMailgun(organization)).toEqual({
      service_type: 'mailgun',
      details: { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' },
      name: 'Mailgun',
      key: 'mailgun',
      last_test_timestamp: null,
      last_test_succeeded: null,
      secrets_set: [],
    });
    await Promise.all([saveMailgun(organization), saveMailgun(organization)]);
    expect((await effective(organization))?.providers).toHaveLength(1);
  });

  it.each([
    ['without details', undefined, [[[], 'detailsMissing']]],
    ['with empty details', {}, [[[], 'detailsMissing']]],
    [
      "with another's details",
      { twilio_email_from: 'a' },
      [
        [['domain'], 'missing'],
        [['twilio_email_from'], 'extra'],
      ],
    ],
    ['with a domain that is none', { domain: 'mg.example.com/joke' }, [[['domain'], 'isHostName']]],
  ])('is refused %s', async (_how, details, expected) => {
    const organization = newOrganization();
    const refused = testEnv.bus.ask(SaveProvider, {
      organization,
      service_type: 'mailgun',
      ...(details && { details }),
    });
    expect((await problemsOf(refused)).map(({ path, rule }) => [path, rule])).toEqual(expected);
    expect(await effective(organization)).toBeNull();
  });

  it('of an unknown type is refused with the list of those there are', async () => {
    const refused = testEnv.bus.ask(SaveProvider, {
      organization: newOrganization(),
      service_type: 'constructor',
    });
    const [problem] = await problemsOf(refused);
    expect(problem).toMatchObject({ path: ['service_type'] });
    expect(problem?.message).toContain("'twilio_text'");
  });

  it('gets its secrets sealed: they are never returned, and stand nowhere in clear', async () => {
    const organization = newOrganization();
    await saveMailgun(organization);
    expect(Object.keys(await saveKey(organization))).not.toContain('secrets');
    const [state] = (await effective(organization))?.providers ?? [];
    const context = providerSecretsContext(organization, 'mailgun');
    expect(testEnv.keys.openJson(String(state?.sealed_secrets), context)).toEqual({
      mailgun_api_key: 'key-of-mailgun',
    });
    const client = new Client({ connectionString: testEnv.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ row: string }>(
      'select row_to_json(t)::text as row from config.providers t',
    );
    await client.end();
    expect(rows.map(({ row }) => row).join('')).not.toContain('key-of-mailgun');
    expect(testEnv.log.text).not.toContain('key-of-mailgun');
  });

  it('that does not exist takes no secrets', async () => {
    const refused = saveKey(newOrganization());
    await expect(refused).rejects.toMatchObject({
      code: 'provider_unknown',
      facts: { service_type: 'mailgun' },
    });
  });

  it('refuses secrets that do not fit, without showing them', async () => {
    const organization = newOrganization();
    await saveMailgun(organization);
    const secrets = { bad_key: 'canary-of-a-secret' };
    const refused = testEnv.bus.ask(SaveProviderSecrets, { organization, service_type: 'mailgun', secrets });
    const problems = await problemsOf(refused);
    expect(problems.map(({ path, rule }) => [path, rule])).toEqual([
      [['mailgun_api_key'], 'missing'],
      [['bad_key'], 'extra'],
    ]);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });

  it('has another version with every save, so that open accounts are opened anew', async () => {
    const organization = newOrganization();
    const version = async () => (await effective(organization))?.providers[0]?.version;
    await saveMailgun(organization);
    const versions = [await version()];
    await saveKey(organization);
    versions.push(await version());
    await saveMailgun(organization);
    versions.push(await version());
    expect(new Set(versions).size).toBe(3);
  });

  it('belongs to one organization', async () => {
    const [mine, other] = [newOrganization(), newOrganization()];
    await saveMailgun(mine);
    const foreign = testEnv.bus.ask(ReadProvider, { organization: other, service_type: 'mailgun' });
    await expect(foreign).rejects.toMatchObject({ code: 'provider_unknown' });
  });
});

describe('the active provider', () => {
  const readiness = (organization: string, channel?: 'email' | 'sms') =>
    testEnv.bus.ask(CheckActiveProvider, { organization, ...(channel && { channel }) });

  it('says what is missing, one thing after the other, until it is ready', async () => {
    const organization = newOrganization();
    expect(await readiness(organization)).toEqual({ service_type: null, issue: 'none_active' });
    await change(organization, { notifications: { notification_service_type: 'mailgun' } });
    expect(await readiness(organization)).toMatchObject({ issue: 'none_active' });
    await saveMailgun(organization);
    expect(await readiness(organization)).toEqual({ service_type: 'mailgun', issue: 'secrets_missing' });
    expect((await effective(organization))?.active_channels).toEqual([]);
    await saveKey(organization);
    expect(await readiness(organization)).toEqual({ service_type: 'mailgun', issue: null });
    expect(await readiness(organization, 'sms')).toMatchObject({ issue: 'none_active' });
    expect((await effective(organization))?.active_channels).toEqual(['email']);
  });

  it('is unknown until one is chosen', async () => {
    const organization = newOrganization();
    await expect(testEnv.bus.ask(ReadActiveProvider, { organization })).rejects.toMatchObject({
      code: 'provider_inactive',
    });
    await saveMailgun(organization);
    await change(organization, { notifications: { notification_service_type: 'mailgun' } });
    expect(await testEnv.bus.ask(ReadActiveProvider, { organization })).toMatchObject({ key: 'mailgun' });
  });

  it('is the first e-mail provider that is ready where none was chosen', async () => {
    const organization = newOrganization();
    await saveMailgun(organization);
    await saveKey(organization);
    expect(await effective(organization)).toMatchObject({
      notification_service_type: 'mailgun',
      active_channels: ['email'],
    } satisfies Partial<OrganizationSettings>);
  });
});

describe('the inbox', () => {
  const saveInbox = (organization: string) =>
    testEnv.bus.ask(SaveProvider, { organization, service_type: 'inbox' });

  it('is chosen like any other provider, and is ready at once', async () => {
    const organization = newOrganization();
    expect(await saveInbox(organization)).toMatchObject({ key: 'inbox', details: null });
    await change(organization, { notifications: { notification_service_type: 'inbox' } });
    expect(await testEnv.bus.ask(CheckActiveProvider, { organization })).toEqual({
      service_type: 'inbox',
      issue: null,
    });
  });

  it('takes the secrets that it has, which are none', async () => {
    const organization = newOrganization();
    await saveInbox(organization);
    const save = (secrets: object) =>
      testEnv.bus.ask(SaveProviderSecrets, { organization, service_type: 'inbox', secrets });
    expect(await save({})).toMatchObject({ key: 'inbox' });
    await expect(save({ api_key: 'x' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is refused in production, unless a setting allows it', async () => {
    await service.close();
    service = await startConfig(testEnv, { SUBJECTLINE_MODE: 'production' });
    await expect(saveInbox(newOrganization())).rejects.toMatchObject({ code: 'provider_refused_here' });
    await service.close();
    service = await startConfig(testEnv, { SUBJECTLINE_MODE: 'production', SUBJECTLINE_ALLOW_INBOX: 'true' });
    expect(await saveInbox(newOrganization())).toMatchObject({ key: 'inbox' });
  });
});

describe('an API client', () => {
  const ask = (client_id: string, client_secret: string) =>
    testEnv.bus.ask(AuthenticateClient, { client_id, client_secret });

  it('is known by its id and secret together', async () => {
    const client = await ask('root-of-specs', 'secret-of-the-root-client');
    expect(client).toMatchObject({ client_id: 'root-of-specs', organization: 'default' });
    expect(client.scopes).toContain('messaging:create_or_update');
  });

  it.each([
    ['root-of-specs', 'wrong'],
    ['wrong', 'secret-of-the-root-client'],
    ['', ''],
  ])('is refused with the same words whichever is wrong: %j %j', async (id, secret) => {
    await expect(ask(id, secret)).rejects.toMatchObject({ code: 'wrong_credentials', facts: {} });
  });
});
