import {
  AppError,
  CheckActiveProvider,
  ChangeApplicationSettings,
  ReadActiveProvider,
  ReadEnvironmentSettings,
  ReadProvider,
  SaveProvider,
  SaveProviderSecrets,
  type ProviderReadiness,
} from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});

afterAll(() => gateway?.close());

const mailgun = {
  service_type: 'mailgun',
  details: { domain: 'mg.example.com' },
  name: 'Mailgun',
  key: 'mailgun',
  last_test_timestamp: null,
  last_test_succeeded: null,
};

describe('messaging providers', () => {
  it('answers as the owner of the settings does', async () => {
    await gateway.play(SaveProvider, ({ service_type, details }) => {
      if (details && 'domain' in details) return { ...mailgun, service_type, details };
      throw new AppError('invalid', {}, [
        { path: ['domain'], rule: 'missing', message: 'is required' },
        { path: ['bad'], rule: 'extra', message: 'is not known here' },
      ]);
    });
    const saved = await gateway.call('PUT', '/api/v1/messaging/default', {
      service_type: 'mailgun',
      details: { domain: 'mg.example.com' },
    });
    expect([saved.status, saved.body]).toEqual([200, mailgun]);
    const unfit = await gateway.call('PUT', '/api/v1/messaging/default', {
      service_type: 'mailgun',
      details: { bad: 1 },
    });
    expect([unfit.status, unfit.body]).toEqual([
      422,
      {
        detail: [
          { type: 'missing', loc: ['body', 'domain'], msg: 'Field required' },
          { type: 'extra_forbidden', loc: ['body', 'bad'], msg: 'Extra inputs are not permitted' },
        ],
      },
    ]);
    const extra = await gateway.call('PUT', '/api/v1/messaging/default', {
      service_type: 'mailgun',
      key: 'x',
    });
    expect(extra.body).toEqual({
      detail: [{ type: 'extra_forbidden', loc: ['body', 'key'], msg: 'Extra inputs are not permitted' }],
    });
  });

  it('reports problems of secrets without `body` in the path', async () => {
    await gateway.play(ReadProvider, ({ service_type }) => {
      if (service_type === 'twilio_text') throw new AppError('provider_unknown', { service_type });
      return mailgun;
    });
    await gateway.play(SaveProviderSecrets, ({ secrets }) => {
      if ('mailgun_api_key' in secrets) return mailgun;
      const problem = { path: ['mailgun_api_key'], rule: 'missing', message: 'is required' };
      throw new AppError('invalid', {}, [problem]);
    });
    const saved = await gateway.call('PUT', '/api/v1/messaging/default/MAILGUN/secret', {
      mailgun_api_key: 'key-x',
    });
    expect(saved.body).toEqual({
      msg: 'Secrets updated for MessagingConfig with key: mailgun.',
      test_status: null,
      failure_reason: null,
    });
    const unfit = await gateway.call('PUT', '/api/v1/messaging/default/mailgun/secret', {});
    expect(unfit.body).toEqual({
      detail: [{ type: 'missing', loc: ['mailgun_api_key'], msg: 'Field required' }],
    });
    const unknown = await gateway.call('PUT', '/api/v1/messaging/default/twilio_text/secret', {});
    expect([unknown.status, unknown.body]).toEqual([
      404,
      { detail: "No default messaging config found of type 'twilio_text'" },
    ]);
  });

  it('names the active type in upper case when it is configured', async () => {
    await gateway.play(ReadActiveProvider, () => {
      throw new AppError('provider_inactive');
    });
    await gateway.play(CheckActiveProvider, ({ channel }): ProviderReadiness =>
      channel === 'sms'
        ? { service_type: null, issue: 'none_active' }
        : { service_type: 'mailgun', issue: null },
    );
    expect((await gateway.call('GET', '/api/v1/messaging/default/active')).body).toEqual({
      detail: 'No active default messaging config found.',
    });
    expect((await gateway.call('GET', '/api/v1/messaging/default/status')).body).toEqual({
      config_status: 'configured',
      detail: 'Active default messaging service of type MAILGUN is fully configured',
    });
    expect((await gateway.call('GET', '/api/v1/messaging/default/status?messaging_method=sms')).body).toEqual(
      {
        config_status: 'not configured',
        detail: 'No active default messaging configuration found for sms',
      },
    );
    expect((await gateway.call('GET', '/api/v1/messaging/default/status?messaging_method=fax')).body).toEqual(
      {
        detail: [
          { type: 'enum', loc: ['query', 'messaging_method'], msg: "Input should be 'email' or 'sms'" },
        ],
      },
    );
  });

  it('changes settings, and refuses a body that names none', async () => {
    await gateway.play(ChangeApplicationSettings, ({ changes }) => changes);
    const changes = { notifications: { send_request_completion_notification: false } };
    expect((await gateway.call('PATCH', '/api/v1/config', changes)).body).toEqual(changes);
    expect((await gateway.call('PATCH', '/api/v1/config', {})).status).toBe(422);
    expect((await gateway.call('PATCH', '/api/v1/config')).status).toBe(422);
    await gateway.play(ReadEnvironmentSettings, () => ({ execution: { sql_dry_run: 'none' as const } }));
    expect((await gateway.call('GET', '/api/v1/config')).body).toEqual({
      execution: { sql_dry_run: 'none' },
    });
  });
});
