import { eventually } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accounts, useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';
import { Person } from '../fixtures/person.fixture';

/* Fides' templates and test messages, and the outcome of every message, over HTTP. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
});
afterEach(async () => {
  product.emulator.forget();
  // the allowance of test messages is full again
  product.testEnv.clock.advance(60_000);
});
afterAll(() => product?.close());

const heard = ({ status, body }: Answer) => [status, body];
const templates = '/api/v1/messaging/templates';
const verification = 'subject_identity_verification';

interface Template {
  readonly id: string;
  readonly type: string;
  readonly content: { readonly subject: string; readonly body: string };
}

async function shown(type = verification): Promise<Template> {
  const { body } = await product.call('GET', templates);
  const found = (body as Template[]).find((template) => template.type === type);
  if (!found) throw new Error(`there is no template of ${type}`);
  return found;
}

async function put(content: object, type = verification): Promise<unknown> {
  const { status, body } = await product.call('PUT', templates, [{ type, content }]);
  expect(status).toBe(200);
  return body;
}

/** The mail or SMS that a person gets who asks for their data. */
async function codeMessage(channel: 'email' | 'sms' = 'email') {
  const person = new Person(product, channel);
  await person.asks();
  return person.receives(/\d{6}/);
}

describe('a template', () => {
  beforeAll(() => useProvider(product, 'mailgun'));

  it('written as a text comes out as a mail that keeps its lines', async () => {
    const body =
      'Hello,\n\nyour code is __CODE__.\nIt works for __MINUTES__ minutes.\n\nThe __TEAM__ & friends';
    const content = { subject: 'Your code: __CODE__', body };
    expect(await put(content)).toMatchObject({ succeeded: [{ type: verification, content }], failed: [] });
    const { subject, html, text } = await codeMessage();
    expect(subject).toMatch(/^Your code: \d{6}$/);
    expect(text).toMatch(
      /^Hello,\n\nyour code is \d{6}\.\nIt works for 10 minutes\.\n\nThe __TEAM__ & friends$/,
    );
    expect(html).toMatch(/Hello,<br>\n<br>\nyour code is \d{6}\.<br>\nIt works/);
    expect(html).toContain('The __TEAM__ &amp; friends');
  });

  it.each([
    '{{code}} {__CODE__} {{{__CODE__}}} \\__CODE__ {',
    '{{#if code}} {{{{raw}}}} {{> part}} {{! none }} __CODE__ }}',
    '{% if x %} ${code} <b>__CODE__</b>',
  ])('takes nothing for a command but its placeholders: %s', async (body) => {
    await put({ subject: body.replaceAll(/<\/?b>/g, ''), body });
    expect((await shown()).content.body).toBe(body);
    const { subject, text } = await codeMessage();
    const [code = ''] = /\d{6}/.exec(text) ?? [];
    const expected = body.replaceAll('__CODE__', code).replaceAll(/<\/?b>/g, '');
    expect([subject, text]).toEqual([expected, expected]);
  });

  it('goes back to what is shipped, part by part, and as a whole', async () => {
    const [{ body: shippedBody }, id] = await Promise.all([
      product.call('GET', `${templates}/default/${verification}`),
      shown().then((template) => template.id),
    ]);
    const shipped = at(shippedBody, 'content');
    await put({ subject: 'Ours', body: '<p>Ours: __CODE__</p>' });
    await put({ subject: 'Ours', body: null });
    expect((await shown()).content).toEqual({ subject: 'Ours', body: at(shipped, 'body') });
    // the only one of its type stays, as in Fides; without parts of its own it is what is shipped
    expect((await product.call('DELETE', `${templates}/${id}`)).status).toBe(400);
    await put({ subject: null, body: null });
    expect((await shown()).content).toEqual(shipped);
  });

  it('that comes back as it was shown changes nothing: conditions that were not shown stay', async () => {
    const { body } = await product.call('GET', templates);
    const answer = await product.call('PUT', templates, body);
    expect(answer.status).toBe(200);
    expect(at(answer.body, 'failed')).toEqual([]);
    for (const { id } of body as Template[]) {
      expect((await product.call('DELETE', `${templates}/${id}`)).status).toBe(400);
    }
  });

  it.each([
    [{ subject: 'Hi', body: 'No code here' }, /^body: __CODE__ has to be shown$/],
    [
      { subject: 'Hi', body: '__CODE__<script>x</script>' },
      /^body: <script> is not allowed; body: allowed are <a> /,
    ],
    [{ subject: 'Hi', body: '__CODE__ <img src="https://example.com/x.gif">' }, /^body: <img>: images/],
    [{ subject: 'Hi', body: '<a href="javascript:x">__CODE__</a>' }, /^body: the address/],
    [{ subject: 'x'.repeat(999), body: '__CODE__' }, /^subject: it is longer than 998/],
    [{ subject: ' ', body: '__CODE__' }, /^subject: it is empty$/],
    [{ subject: '\ue000', body: '__CODE__' }, /^subject: .*private-use/],
  ])('that should never be sent is refused with its reason: %.80j', async (content, reason) => {
    const before = await shown();
    const answer = await put(content);
    expect(at(answer, 'succeeded')).toEqual([]);
    expect(textAt(answer, 'failed', 0, 'message')).toMatch(reason);
    expect(at(answer, 'failed', 0, 'data')).toEqual({ type: verification, content });
    expect(await shown()).toEqual(before);
  });

  it('has an SMS of its own', async () => {
    await useProvider(product, 'twilio_text');
    const path = `${templates}/${verification}/sms`;
    const sms = 'Example: {__CODE__}, __MINUTES__ min';
    expect(heard(await product.call('PUT', path, { sms }))).toEqual([200, { type: verification, sms }]);
    expect((await codeMessage('sms')).text).toMatch(/^Example: \{\d{6}\}, 10 min$/);
    const refused = await product.call('PUT', path, { sms: 'no code' });
    expect(heard(refused)).toMatchObject([
      422,
      { errors: [{ pointer: '#/sms', detail: '__CODE__ has to be shown' }] },
    ]);
    await product.call('PUT', path, { sms: null });
    expect((await codeMessage('sms')).text).toMatch(/is your verification code/);
  });

  it('of a denial has its reason cut where no SMS would hold it', async () => {
    const person = new Person(product, 'sms');
    const id = await person.isVerified();
    const deny = { request_ids: [id], reason: 'because '.repeat(400) };
    await product.call('PATCH', '/api/v1/privacy-request/administrate/deny', deny);
    const { text } = await person.receives(/could not approve/);
    expect(text.length).toBeLessThanOrEqual(1_600);
    expect(text).toMatch(/because[ a-z]*\.\.\.$/);
  });
});

describe('a test message', () => {
  const to_identity = { email: 'ada@example.com', phone_number: '+15550002222' };
  const test = (type: string, body: object = { to_identity }) =>
    product.call('POST', `/api/v1/messaging/test/${type}`, body);
  const lastTest = async (type: string) => {
    const { body } = await product.call('GET', `/api/v1/messaging/default/${type}`);
    return [typeof at(body, 'last_test_timestamp'), at(body, 'last_test_succeeded')];
  };

  it.each([
    [
      'mailgun',
      'mailgun',
      to_identity.email,
      'Email failed to send due to: Email failed to send with status code 401 (key_wrong)',
    ],
    [
      'twilio_email',
      'sendgrid',
      to_identity.email,
      'Email failed to send due to: HTTP Error 401: Unauthorized (key_wrong)',
    ],
    [
      'mailchimp_transactional',
      'mailchimp',
      to_identity.email,
      'Email failed to send due to: Email failed to send with status code 401 (key_wrong)',
    ],
    [
      'aws_ses',
      'ses',
      to_identity.email,
      'Email failed to send due to: AWS SES does not accept the settings of this account: the API key is wrong or was revoked, or belongs to another region or account (401)',
    ],
    [
      'twilio_text',
      'twilio',
      to_identity.phone_number,
      'Twilio SMS failed to send due to: HTTP 401 error: Unauthorized (key_wrong)',
    ],
  ])('goes through %s, active or not, and its outcome is kept', async (type, vendor, address, refusal) => {
    await useProvider(product, type);
    await useProvider(product, 'inbox');
    expect(heard(await test(type.toUpperCase()))).toEqual([
      200,
      { details: 'Test message successfully sent' },
    ]);
    expect(product.emulator.messages()).toMatchObject([{ vendor, to: address }]);
    expect(await lastTest(type)).toEqual(['string', true]);
    product.emulator.behave({ answer: 401 });
    const failed = await test(type);
    const detail = `There was an error sending the test message: ${refusal}`;
    expect(heard(failed)).toEqual([400, { detail }]);
    expect(await lastTest(type)).toEqual(['string', false]);
    product.emulator.forget();
    const checked = await product.call('POST', `/api/v1/messaging/config/${type}/check`);
    expect(heard(checked)).toEqual([200, { key: type, succeeded: true, reason: null, code: null }]);
    expect(await lastTest(type)).toEqual(['string', true]);
    expect(product.emulator.messages()).toEqual([]);
  });

  it('needs an address of its kind', async () => {
    const only = (identity: object) => ({ to_identity: identity });
    const reason = (what: string) => ({
      detail: `There was an error sending the test message: No ${what} identity supplied.`,
    });
    const email = await test('mailgun', only({ phone_number: to_identity.phone_number }));
    expect(heard(email)).toEqual([400, reason('email')]);
    const phone = await test('twilio_text', only({ email: to_identity.email }));
    expect(heard(phone)).toEqual([400, reason('phone')]);
    expect((await test('twilio_text', only({ email: 'no address' }))).status).toBe(422);
    expect((await test('fax')).status).toBe(422);
  });

  it('needs secrets, and a config', async () => {
    await product.call('DELETE', '/api/v1/messaging/config/mailgun');
    expect(heard(await test('mailgun'))).toEqual([
      404,
      { detail: 'No messaging config found with service type: mailgun' },
    ]);
    const { details } = accounts['mailgun'] ?? {};
    await product.call('PUT', '/api/v1/messaging/default', { service_type: 'mailgun', details });
    expect(heard(await test('mailgun'))).toEqual([
      400,
      {
        detail:
          'There was an error sending the test message: Messaging secrets not found for config with key: mailgun',
      },
    ]);
  });

  it('on the older route goes through the active provider', async () => {
    await useProvider(product, 'mailgun');
    const older = (body: object) => product.call('POST', '/api/v1/messaging/config/test', body);
    expect(heard(await older({ email: to_identity.email }))).toMatchObject([
      200,
      { details: 'Test message successfully sent', warnings: [expect.any(String)] },
    ]);
    expect((await older({ phone_number: to_identity.phone_number })).status).toBe(400);
    expect((await older({ to_identity })).status).toBe(422);
  });
});

describe('the outcome of a message', () => {
  const notice = { kind: 'privacy_request_receipt', to: { email: 'ada@example.com' } };

  async function settled(id: string): Promise<unknown> {
    return eventually(`${id} is settled`, async () => {
      const { status, body } = await product.call('GET', `/api/v1/messages/${id}`);
      if (status === 200 && at(body, 'settled_at') !== null) return body;
      product.testEnv.clock.advance(5_000);
      return null;
    });
  }

  async function send(message: object): Promise<string> {
    return textAt((await product.call('POST', '/api/v1/messages', message)).body, 'id');
  }

  it('is told try by try, over providers that fail', async () => {
    await useProvider(product, 'twilio_email');
    await useProvider(product, 'mailgun');
    const fallbacks = await product.call('PUT', '/api/v1/messaging/fallback', {
      email: ['twilio_email'],
      sms: [],
    });
    expect(fallbacks.status).toBe(200);
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const record = await settled(await send(notice));
    expect(record).toMatchObject({ state: 'sent', provider_key: 'twilio_email', attempts: 2 });
    expect(listAt(record, 'tries')).toMatchObject([
      { number: 1, provider_key: 'mailgun', outcome: 'misconfigured', code: '401' },
      { number: 2, provider_key: 'twilio_email', outcome: 'sent', code: null },
    ]);
    expect(JSON.stringify(record)).not.toContain('ada@example.com');
  });

  it('is known as soon as a batch is answered: it can be canceled, or sent now', async () => {
    await useProvider(product, 'mailgun');
    const send_at = new Date(product.testEnv.clock.nowMs() + 86_400_000).toISOString();
    const messages = [notice, { ...notice, send_at }, { ...notice, send_at }, { ...notice, to: {} }];
    const { status, body } = await product.call('POST', '/api/v1/messages/batch', { messages });
    expect([status, body]).toMatchObject([207, { accepted: 3, refused: 1 }]);
    const [first, second, third] = listAt(body, 'results').map((result) => String(at(result, 'id')));
    const canceled = await product.call('POST', `/api/v1/messages/${second}/cancel`);
    expect(heard(canceled)).toMatchObject([
      200,
      { id: second, state: 'canceled', canceled_by: expect.any(String) },
    ]);
    const sentNow = await product.call('POST', `/api/v1/messages/${third}/send-now`);
    expect(heard(sentNow)).toMatchObject([202, { id: third, state: 'scheduled', send_at }]);
    for (const id of [first, third]) expect(await settled(id ?? '')).toMatchObject({ state: 'sent' });
    const late = await product.call('POST', `/api/v1/messages/${third}/cancel`);
    expect(heard(late)).toMatchObject([409, { detail: expect.stringContaining('its state is sent') }]);
  });

  it('is explained by what every service knows', async () => {
    await useProvider(product, 'mailgun');
    const to = { email: 'explained@example.com' };
    const explained = async (body: object) => {
      const { body: found } = await product.call('POST', '/api/v1/messages/explain', body);
      return listAt(found, 'explanations').map((one) => [at(one, 'code'), at(one, 'reason')]);
    };
    expect(await explained({ to })).toContainEqual(['no_message', null]);
    expect((await product.call('POST', '/api/v1/suppressions', to)).status).toBe(201);
    await settled(await send({ ...notice, to }));
    const codes = await explained({ to, kind: notice.kind });
    expect(codes).toContainEqual(['suppressed', 'manual']);
    expect(codes).toContainEqual(['skipped', 'recipient_suppressed']);
    expect(codes).not.toContainEqual(['no_message', null]);
  });

  it('can be made good: a notice is sent once more, a code never is', async () => {
    await useProvider(product, 'mailgun');
    product.emulator.behave({ answer: 'accept-then-reset', times: 1 });
    const id = await send({ ...notice, about: 'pri_42' });
    expect(await settled(id)).toMatchObject({ state: 'unknown' });
    const again = await product.call('POST', `/api/v1/messages/${id}/resend`);
    expect(heard(again)).toMatchObject([202, { resent_from: id, about: 'pri_42' }]);
    expect(await settled(textAt(again.body, 'id'))).toMatchObject({ state: 'sent', resent_from: id });
    const { body } = await product.call('GET', '/api/v1/privacy-request/pri_42/messages?state=sent');
    expect(listAt(body, 'items')).toMatchObject([{ resent_from: id }]);
    const person = new Person(product, 'email');
    const request = await person.asks();
    await person.receivesCode();
    const list = await product.call(
      'GET',
      `/api/v1/privacy-request/${request}/messages?kind=${verification}`,
    );
    const refused = await product.call(
      'POST',
      `/api/v1/messages/${textAt(list.body, 'items', 0, 'id')}/resend`,
    );
    expect(heard(refused)).toMatchObject([409, { detail: expect.stringContaining('have a new one made') }]);
  });
});
