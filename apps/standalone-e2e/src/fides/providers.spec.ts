import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';

/* Fides' provider configs over HTTP: every status and word that a client of Fides may rely on. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
});
afterAll(() => product?.close());

beforeEach(async () => {
  const { body } = await product.call('GET', '/api/v1/messaging/config?size=100');
  for (const item of listAt(body, 'items')) {
    await product.call('DELETE', `/api/v1/messaging/config/${textAt(item, 'key')}`);
  }
  await product.call('DELETE', '/api/v1/config');
});

const post = (body: object) => product.call('POST', '/api/v1/messaging/config', body);
const patch = (key: string, body: object) => product.call('PATCH', `/api/v1/messaging/config/${key}`, body);
const read = (key: string) => product.call('GET', `/api/v1/messaging/config/${key}`);
const putSecret = (key: string, body: object) =>
  product.call('PUT', `/api/v1/messaging/config/${key}/secret`, body);
const active = async () =>
  at(
    (await product.call('GET', '/api/v1/config?api_set=true')).body,
    'notifications',
    'notification_service_type',
  );
const status = async () => (await product.call('GET', '/api/v1/messaging/default/status')).body;
const heard = ({ status: code, body }: Answer) => [code, body];

const mailgun = { service_type: 'mailgun', details: { domain: 'mg.example.com' } };
const mailgunKey = { mailgun_api_key: 'key-of-mailgun' };
const sms = {
  twilio_account_sid: `AC${'0'.repeat(32)}`,
  twilio_auth_token: 'token-of-twilio',
  twilio_messaging_service_sid: `MG${'0'.repeat(32)}`,
};
const problem = (type: string, loc: (string | number)[], msg: string) => ({ type, loc, msg });
const missing = (...loc: string[]) => problem('missing', loc, 'Field required');
const extra = (...loc: string[]) => problem('extra_forbidden', loc, 'Extra inputs are not permitted');
const wrong = (loc: (string | number)[], msg: string) => problem('value_error', loc, `Value error, ${msg}`);
const types =
  "Input should be 'mailgun', 'twilio_email', 'twilio_text', 'mailchimp_transactional', 'aws_ses', 'smtp' or 'inbox'";
const senders = 'At least one of twilio_messaging_service_sid, twilio_sender_phone_number must be provided';

describe('a provider config', () => {
  it('is created with what Fides fills in, and the first of all is the active one', async () => {
    expect(heard(await post({ ...mailgun, secrets: mailgunKey }))).toEqual([
      200,
      {
        service_type: 'mailgun',
        details: { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' },
        name: 'Mailgun',
        key: 'mailgun',
        last_test_timestamp: null,
        last_test_succeeded: null,
        secrets_set: ['mailgun_api_key'],
      },
    ]);
    expect(await active()).toBe('mailgun');
    await post({ service_type: 'twilio_text' });
    expect(await active()).toBe('mailgun');
    expect(await status()).toMatchObject({ config_status: 'configured' });
  });

  it('with a key that exists is updated, keeping its name and secrets', async () => {
    await post({ ...mailgun, key: 'main', name: 'Main', secrets: mailgunKey });
    const { body } = await post({
      service_type: 'MAILGUN',
      key: 'main',
      details: { domain: 'b.example.com' },
    });
    expect(body).toMatchObject({ key: 'main', name: 'Main', details: { domain: 'b.example.com' } });
    expect(at((await product.call('GET', '/api/v1/messaging/config')).body, 'total')).toBe(1);
    expect(await status()).toMatchObject({ config_status: 'configured' });
  });

  it('may stand beside another of its type; the oldest is the one the type stands for', async () => {
    await post({ ...mailgun, key: 'eu', name: 'EU' });
    expect((await post({ ...mailgun, key: 'us' })).body).toMatchObject({ name: 'Mailgun' });
    expect((await post({ ...mailgun, key: 'asia' })).body).toMatchObject({ name: 'Mailgun (asia)' });
    expect((await product.call('GET', '/api/v1/messaging/default/MAILGUN')).body).toMatchObject({
      key: 'eu',
    });
    const details = { domain: 'b.example.com' };
    const saved = await product.call('PUT', '/api/v1/messaging/default', {
      service_type: 'mailgun',
      details,
    });
    expect(saved.body).toMatchObject({ key: 'eu', name: 'EU', details });
    await product.call('DELETE', '/api/v1/messaging/config/eu');
    expect((await product.call('GET', '/api/v1/messaging/default/mailgun')).body).toMatchObject({
      key: 'us',
    });
  });

  it.each([
    [{}, [missing('body', 'service_type')]],
    [{ service_type: 'carrier_pigeon' }, [problem('enum', ['body', 'service_type'], types)]],
    [{ service_type: 'mailgun' }, [wrong(['body'], 'Messaging config must include details')]],
    [
      { service_type: 'mailgun', details: { twilio_email_from: 'a' } },
      [missing('body', 'domain'), extra('body', 'twilio_email_from')],
    ],
    [
      { ...mailgun, key: 'my key' },
      [
        wrong(
          ['body', 'key'],
          "FidesKeys must only contain alphanumeric characters, '.', '_', '<', '>' or '-', at most 200 of them",
        ),
      ],
    ],
    [{ ...mailgun, colour: 'red' }, [extra('body', 'colour')]],
    [
      { ...mailgun, secrets: { bad_key: 'canary' } },
      [missing('body', 'secrets', 'mailgun_api_key'), extra('body', 'secrets', 'bad_key')],
    ],
    [
      {
        service_type: 'twilio_text',
        secrets: { twilio_account_sid: `AC${'0'.repeat(32)}`, twilio_auth_token: 't' },
      },
      [wrong(['body', 'secrets'], senders)],
    ],
  ])('is refused when it does not fit, and nothing of it is kept: %j', async (body, detail) => {
    expect(heard(await post(body))).toEqual([422, { detail }]);
    expect((await product.call('GET', '/api/v1/messaging/config')).body).toEqual({
      items: [],
      total: 0,
      page: 1,
      size: 50,
      pages: 0,
    });
    expect(await active()).toBeUndefined();
  });

  it('collides by name or by type with a word that helps, where Fides fails', async () => {
    await post({ ...mailgun, name: 'Mails' });
    const sendgrid = { service_type: 'twilio_email', details: { twilio_email_from: 'a@example.com' } };
    expect(heard(await post({ ...sendgrid, name: 'Mails' }))).toEqual([
      409,
      { detail: "Another messaging config has the name 'Mails': choose another name." },
    ]);
    expect(heard(await post({ ...sendgrid, key: 'mailgun' }))).toEqual([
      409,
      {
        detail:
          'Messaging config mailgun is of type mailgun and keeps it: choose another key, or delete it first.',
      },
    ]);
    expect((await post(sendgrid)).status).toBe(200);
  });

  it('is one, however many are created at once with its key or its name', async () => {
    const sameKey = await Promise.all(Array.from({ length: 6 }, () => post(mailgun)));
    expect(sameKey.map(({ status: code }) => code)).toEqual(Array(6).fill(200));
    const sameName = await Promise.all(
      ['a', 'b', 'c', 'd'].map((key) => post({ ...mailgun, key, name: 'One' })),
    );
    expect(sameName.map(({ status: code }) => code).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    expect(at((await product.call('GET', '/api/v1/messaging/config')).body, 'total')).toBe(2);
  });

  it('is listed newest first, page by page', async () => {
    for (const key of ['a', 'b', 'c']) await post({ ...mailgun, key });
    const { body } = await product.call('GET', '/api/v1/messaging/config?page=1&size=2');
    expect(body).toMatchObject({ total: 3, page: 1, size: 2, pages: 2 });
    expect(listAt(body, 'items').map((item) => at(item, 'key'))).toEqual(['c', 'b']);
    const tooMany = await product.call('GET', '/api/v1/messaging/config?size=101');
    expect(heard(tooMany)).toEqual([
      422,
      {
        detail: [problem('less_than_equal', ['query', 'size'], 'Input should be less than or equal to 100')],
      },
    ]);
  });

  it('has its region as a switch, also in text', async () => {
    const put = (is_eu_domain: unknown) =>
      product.call('PUT', '/api/v1/messaging/default', {
        service_type: 'mailgun',
        details: { domain: 'mg.example.com', is_eu_domain },
      });
    expect(at((await put('true')).body, 'details')).toMatchObject({ is_eu_domain: true });
    const { status, body } = await put('perhaps');
    expect([status, at(listAt(body, 'detail')[0], 'type')]).toEqual([422, 'bool_parsing']);
  });

  it('that does not exist is named, in the words of each route', async () => {
    const detail = 'No messaging config found with key none';
    expect(heard(await read('none'))).toEqual([404, { detail }]);
    expect(heard(await patch('none', mailgun))).toEqual([404, { detail }]);
    expect(heard(await patch('none', { ...mailgun, key: 'another' }))).toEqual([404, { detail }]);
    expect(heard(await product.call('DELETE', '/api/v1/messaging/config/none'))).toEqual([404, { detail }]);
    expect(heard(await putSecret('none', mailgunKey))).toEqual([
      404,
      { detail: 'No messaging configuration with key none.' },
    ]);
    expect((await read('no%20key')).body).toMatchObject({ detail: [{ loc: ['path', 'config_key'] }] });
  });
});

describe('a change of a provider config', () => {
  it('touches what it names and nothing else', async () => {
    await post({ ...mailgun, secrets: mailgunKey });
    expect((await patch('mailgun', { details: { is_eu_domain: true } })).body).toMatchObject({
      name: 'Mailgun',
      details: { domain: 'mg.example.com', is_eu_domain: true, api_version: 'v3' },
    });
    expect((await patch('mailgun', { name: 'Mails' })).body).toMatchObject({
      name: 'Mails',
      details: { is_eu_domain: true },
    });
    expect(await status()).toMatchObject({ config_status: 'configured' });
  });

  it('works on the key in the path and refuses another', async () => {
    await post(mailgun);
    expect((await patch('mailgun', { ...mailgun, key: 'mailgun' })).status).toBe(200);
    const other = await patch('mailgun', { ...mailgun, key: 'other' });
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({ detail: [{ loc: ['body', 'key'], type: 'value_error' }] });
    expect((await patch('mailgun', { service_type: 'twilio_text' })).status).toBe(409);
    expect((await patch('mailgun', { details: { domain: 'no domain' } })).body).toMatchObject({
      detail: [{ loc: ['body', 'domain'] }],
    });
  });
});

describe('secrets', () => {
  it('are refused in the words and places of Fides', async () => {
    await post(mailgun);
    await post({ service_type: 'twilio_text' });
    expect(heard(await putSecret('mailgun', { bad_key: 'canary' }))).toEqual([
      422,
      { detail: [missing('mailgun_api_key'), extra('bad_key')] },
    ]);
    expect(heard(await putSecret('mailgun', { mailgun_api_key: '' }))).toEqual([
      422,
      {
        detail: [problem('string_too_short', ['mailgun_api_key'], 'String should have at least 1 character')],
      },
    ]);
    const { twilio_messaging_service_sid: _sid, ...noSender } = sms;
    for (const empty of [{}, { twilio_messaging_service_sid: '', twilio_sender_phone_number: '' }]) {
      const refused = await putSecret('twilio_text', { ...noSender, ...empty });
      expect(heard(refused)).toEqual([422, { detail: [wrong([], senders)] }]);
    }
    const number = await putSecret('twilio_text', { ...sms, twilio_sender_phone_number: '12345436543' });
    expect(number.body).toMatchObject({
      detail: [{ loc: ['twilio_sender_phone_number'], msg: expect.stringContaining('E.164 format') }],
    });
    expect(await status()).toEqual({
      config_status: 'not configured',
      detail: 'No secrets found for mailgun messaging configuration',
    });
  });

  it('are set one by one once they are there, and taken away with null', async () => {
    await post({ service_type: 'twilio_text' });
    expect((await putSecret('twilio_text', { twilio_auth_token: 'new' })).status).toBe(422);
    expect(heard(await putSecret('twilio_text', sms))).toEqual([
      200,
      {
        msg: 'Secrets updated for MessagingConfig with key: twilio_text.',
        test_status: null,
        failure_reason: null,
      },
    ]);
    expect((await putSecret('twilio_text', { twilio_auth_token: 'new' })).status).toBe(200);
    expect((await putSecret('twilio_text', { twilio_messaging_service_sid: null })).body).toEqual({
      detail: [wrong([], senders)],
    });
    const moved = { twilio_messaging_service_sid: null, twilio_sender_phone_number: '+15551234567' };
    expect((await putSecret('twilio_text', moved)).status).toBe(200);
    expect(await status()).toMatchObject({ config_status: 'configured' });
  });
});

describe('a deleted provider config', () => {
  it('leaves no setting that points at it', async () => {
    await post({ ...mailgun, secrets: mailgunKey });
    await post({ ...mailgun, key: 'second' });
    expect((await product.call('DELETE', '/api/v1/messaging/config/mailgun')).status).toBe(204);
    expect(await active()).toBe('mailgun');
    const last = await product.call('DELETE', '/api/v1/messaging/config/second');
    expect([last.status, last.body]).toEqual([204, '']);
    expect(await active()).toBeNull();
    expect(heard(await product.call('GET', '/api/v1/messaging/default/active'))).toEqual([
      404,
      { detail: 'No active default messaging config found.' },
    ]);
  });

  it('and a choice of it at the same moment come one after the other', async () => {
    for (let round = 0; round < 5; round++) {
      await post(mailgun);
      await product.call('PATCH', '/api/v1/config', { notifications: { notification_service_type: null } });
      const chosen = { notifications: { notification_service_type: 'mailgun' } };
      const answers = await Promise.all([
        product.call('PATCH', '/api/v1/config', chosen),
        product.call('DELETE', '/api/v1/messaging/config/mailgun'),
      ]);
      expect(answers.map(({ status: code }) => code)).toEqual([200, 204]);
      expect(['mailgun', null]).toContain(await active());
      expect(await status()).toEqual({
        config_status: 'not configured',
        detail: 'No active default messaging configuration found',
      });
    }
  });
});

describe('whom to go on with', () => {
  const fallback = '/api/v1/messaging/fallback';

  it('is a list per channel, of configs that exist and can send there', async () => {
    await post({ ...mailgun, key: 'eu' });
    await post({ service_type: 'twilio_text' });
    expect((await product.call('GET', fallback)).body).toEqual({ email: [], sms: [] });
    const lists = { email: ['eu'], sms: ['twilio_text'] };
    expect(heard(await product.call('PUT', fallback, lists))).toEqual([200, lists]);
    const refused = await product.call('PUT', fallback, { email: ['eu', 'none', 'twilio_text'] });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      type: 'urn:subjectline:error:invalid',
      errors: [
        { pointer: '#/email/1', detail: 'is the key of no provider config' },
        { pointer: '#/email/2', detail: 'is the key of a provider that cannot send email' },
      ],
    });
    await product.call('DELETE', '/api/v1/messaging/config/eu');
    expect((await product.call('GET', fallback)).body).toEqual({ email: [], sms: ['twilio_text'] });
  });
});
