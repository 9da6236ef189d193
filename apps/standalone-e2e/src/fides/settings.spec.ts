import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, Product, listAt, type Answer } from '../fixtures/product.fixture';

/* Fides' application settings over HTTP, with some of them set by the environment. */

let product: Product;

beforeAll(async () => {
  const fromEnvironment = {
    execution: { require_manual_request_approval: true },
    security: { cors_origins: ['https://preset.example.com'] },
  };
  product = await Product.open({ SUBJECTLINE_SETTINGS: JSON.stringify(fromEnvironment) });
});
afterAll(() => product?.close());

const config = '/api/v1/config';
const patch = (body?: unknown) => product.call('PATCH', config, body);
const put = (body: unknown) => product.call('PUT', config, body);
const apiSet = async () => (await product.call('GET', `${config}?api_set=true`)).body;
const heard = ({ status, body }: Answer) => [status, body];

beforeEach(async () => {
  await product.call('DELETE', config);
});

/** Every setting that Fides' API takes, each with a value that is not its default. */
const everything = {
  notifications: {
    notification_service_type: 'mailgun',
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
    enable_property_specific_messaging: false,
    privacy_assessments_channel: 'C0123',
  },
  execution: {
    subject_identity_verification_required: true,
    disable_consent_identity_verification: true,
    require_manual_request_approval: true,
    memory_watchdog_enabled: true,
    sql_dry_run: 'access',
  },
  security: { cors_origins: ['https://forms.example.com'] },
  admin_ui: {
    enabled: true,
    url: 'https://admin.example.com',
    error_notification_mode: 'console_only',
    consent_module_enabled: true,
  },
  privacy_center: { url: 'https://privacy.example.com' },
  storage: { active_default_storage_type: 'local' },
  consent: { override_vendor_purposes: true },
  privacy_request_duplicate_detection: {
    enabled: true,
    time_window_days: 30,
    match_identity_fields: ['email', 'phone_number'],
  },
  default_policies: { access: 'default_access_policy', erasure: null },
};

describe('settings', () => {
  it('are taken, kept and shown, all that Fides knows', async () => {
    expect(heard(await patch(everything))).toEqual([200, everything]);
    expect(await apiSet()).toEqual(everything);
    expect(heard(await product.call('DELETE', config))).toEqual([200, {}]);
    expect(heard(await product.call('DELETE', config))).toEqual([200, {}]);
    expect(await apiSet()).toEqual({});
  });

  it('are merged by PATCH and replaced by PUT, which drops what is null', async () => {
    await patch({ notifications: { send_request_receipt_notification: true } });
    const merged = {
      notifications: { send_request_receipt_notification: true, send_request_review_notification: null },
      security: { cors_origins: ['https://a.example.com'] },
    };
    const changes = {
      notifications: { send_request_review_notification: null },
      security: { cors_origins: ['https://a.example.com/'] },
    };
    expect((await patch(changes)).body).toEqual(merged);
    const replaced = { execution: { sql_dry_run: 'none', memory_watchdog_enabled: null }, admin_ui: null };
    expect(heard(await put(replaced))).toEqual([200, { execution: { sql_dry_run: 'none' } }]);
    expect(await apiSet()).toEqual({ execution: { sql_dry_run: 'none' } });
  });

  it('are read laxly where Fides does so', async () => {
    const lax = {
      notifications: { notification_service_type: 'MailGun', send_request_receipt_notification: 'true' },
      execution: { safe_mode: true, require_manual_request_approval: 0 },
      admin_ui: { url: 'https://admin.example.com/' },
      privacy_request_duplicate_detection: { time_window_days: '30' },
    };
    expect((await patch(lax)).body).toEqual({
      notifications: { notification_service_type: 'mailgun', send_request_receipt_notification: true },
      execution: { require_manual_request_approval: false },
      admin_ui: { url: 'https://admin.example.com' },
      privacy_request_duplicate_detection: { time_window_days: 30 },
    });
  });

  it.each([
    [{ colour: 'red' }, ['body', 'colour'], 'extra_forbidden'],
    [{ notifications: { carrier: 'x' } }, ['body', 'notifications', 'carrier'], 'extra_forbidden'],
    [
      { notifications: { notification_service_type: 'pigeon' } },
      ['body', 'notifications', 'notification_service_type'],
      'enum',
    ],
    [
      { notifications: { send_request_receipt_notification: 'perhaps' } },
      ['body', 'notifications', 'send_request_receipt_notification'],
      'bool_parsing',
    ],
    [{ notifications: 'all' }, ['body', 'notifications'], 'model_attributes_type'],
    [{ execution: { sql_dry_run: 'all' } }, ['body', 'execution', 'sql_dry_run'], 'enum'],
    [{ security: { cors_origins: ['*'] } }, ['body', 'security', 'cors_origins'], 'value_error'],
    [
      { security: { cors_origins: ['https://a.example.com/path'] } },
      ['body', 'security', 'cors_origins'],
      'value_error',
    ],
    [
      { security: { cors_origins: 'https://a.example.com' } },
      ['body', 'security', 'cors_origins'],
      'list_type',
    ],
    [
      { storage: { active_default_storage_type: 'tape' } },
      ['body', 'storage', 'active_default_storage_type'],
      'enum',
    ],
    [
      { privacy_request_duplicate_detection: { time_window_days: 3_651 } },
      ['body', 'privacy_request_duplicate_detection', 'time_window_days'],
      'less_than_equal',
    ],
    [{ default_policies: { access: 7 } }, ['body', 'default_policies'], 'value_error'],
  ])('refuse %j', async (body, loc, type) => {
    for (const refused of [await patch(body), await put(body)]) {
      expect(refused.status).toBe(422);
      expect(refused.body).toMatchObject({ detail: [{ loc, type }] });
    }
    expect(await apiSet()).toEqual({});
  });

  it.each([{}, undefined])('refuse a body that says nothing: %j', async (body) => {
    expect(heard(await patch(body))).toEqual([
      422,
      {
        detail: [
          {
            type: 'value_error',
            loc: ['body'],
            msg: 'Value error, Config body cannot be empty. DELETE endpoint can be used to null out application config.',
          },
        ],
      },
    ]);
  });

  it('say where what holds comes from', async () => {
    const read = async () => {
      const { body } = await product.call('GET', `${config}/effective`);
      const named = listAt(body, 'settings').map((one) => [
        String(at(one, 'name')).split('.')[1],
        [at(one, 'value'), at(one, 'source')],
      ]);
      return Object.fromEntries(named) as Record<string, unknown>;
    };
    expect(await read()).toMatchObject({
      require_manual_request_approval: [true, 'environment'],
      subject_identity_verification_required: [false, 'default'],
      disable_consent_identity_verification: [true, 'default'],
      cors_origins: [['https://preset.example.com'], 'environment'],
      time_window_days: [365, 'default'],
    });
    await patch({
      execution: { require_manual_request_approval: false, subject_identity_verification_required: true },
      security: { cors_origins: ['https://a.example.com'] },
    });
    expect(await read()).toMatchObject({
      require_manual_request_approval: [false, 'api'],
      subject_identity_verification_required: [true, 'api'],
      disable_consent_identity_verification: [false, 'default'],
      cors_origins: [['https://a.example.com', 'https://preset.example.com'], 'api'],
    });
    await patch({ execution: { require_manual_request_approval: null } });
    expect(await read()).toMatchObject({ require_manual_request_approval: [true, 'environment'] });
    expect((await product.call('GET', config)).body).toMatchObject({
      execution: { require_manual_request_approval: true, subject_identity_verification_required: false },
      notifications: { notification_service_type: null, send_request_receipt_notification: false },
      security: { cors_origins: ['https://preset.example.com'] },
    });
  });
});

describe('what is known without a token', () => {
  const withoutToken = (path: string) => product.call('GET', path, undefined, { token: null });
  const flags = async () => (await withoutToken('/api/v1/id-verification/config')).body;

  it('is whether a code will be asked for and whether it could be sent', async () => {
    expect(await flags()).toEqual({
      identity_verification_required: false,
      disable_consent_identity_verification: true,
      valid_email_config_exists: false,
    });
    await patch({ execution: { subject_identity_verification_required: true } });
    expect(await flags()).toMatchObject({
      identity_verification_required: true,
      disable_consent_identity_verification: false,
    });
    const mailgun = { service_type: 'mailgun', details: { domain: 'mg.example.com' } };
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    expect(await flags()).toMatchObject({ valid_email_config_exists: false });
    const secrets = { mailgun_api_key: 'key-of-mailgun' };
    await product.call('PUT', '/api/v1/messaging/default/mailgun/secret', secrets);
    expect(await flags()).toMatchObject({ valid_email_config_exists: true });
    const invites = () => withoutToken('/api/v1/messaging/email-invite/status');
    expect((await invites()).body).toEqual({ enabled: false });
    await patch({
      notifications: { notification_service_type: 'mailgun' },
      admin_ui: { url: 'https://admin.example.com' },
    });
    expect((await invites()).body).toEqual({ enabled: true });
  });
});

describe('a page of another site', () => {
  const preflight = (origin: string) =>
    fetch(`${product.url}/api/v1/privacy-request`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
  const letIn = (answer: Response) => answer.headers.get('access-control-allow-origin');

  it('is let in by the settings, from the next call on, and kept out otherwise', async () => {
    const site = 'https://forms.example.com';
    expect(letIn(await preflight('https://preset.example.com'))).toBe('https://preset.example.com');
    const refused = await preflight(site);
    expect([refused.status, letIn(refused)]).toEqual([405, null]);
    await patch({ security: { cors_origins: [site] } });
    const allowed = await eventually('the site is let in', async () => {
      const answer = await preflight(site);
      return letIn(answer) === site && answer;
    });
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type');
    const read = await product.call('GET', '/api/v1/id-verification/config', undefined, {
      token: null,
      headers: { origin: site },
    });
    expect(read.headers.get('access-control-allow-origin')).toBe(site);
    await product.call('DELETE', config);
    await eventually('the site is kept out', async () => letIn(await preflight(site)) === null);
    expect(letIn(await preflight('https://preset.example.com'))).toBe('https://preset.example.com');
  });
});
