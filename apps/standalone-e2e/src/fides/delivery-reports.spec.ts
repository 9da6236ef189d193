import { eventually, freePort } from '@subjectline/testing';
import { post, sendgridEvent, signSendgrid } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, listAt, Product, textAt } from '../fixtures/product.fixture';

/* From a message to what its vendor reports of it, over the real routes. */

let product: Product;
let publicUrl: string;

beforeAll(async () => {
  const port = await freePort();
  publicUrl = `http://localhost:${port}`;
  product = await Product.open({ SUBJECTLINE_PORT: String(port), SUBJECTLINE_PUBLIC_URL: publicUrl });
});
afterAll(() => product?.close());
beforeEach(() => product.emulator.forget());

// an address that has bounced gets no other message: each has its own
const vendors = [
  ['mailgun', 'mailgun', { email: 'ana@one.example.com' }, { email: 'bounce@one.example.com' }],
  ['twilio_email', 'sendgrid', { email: 'ana@two.example.com' }, { email: 'bounce@two.example.com' }],
  [
    'mailchimp_transactional',
    'mailchimp',
    { email: 'ana@six.example.com' },
    { email: 'bounce@six.example.com' },
  ],
  ['twilio_text', 'twilio', { phone_number: '+15551234567' }, { phone_number: '+15551230005' }],
] as const;

/** In one call; Twilio is told with each message. */
async function setUp(serviceType: (typeof vendors)[number][0]): Promise<void> {
  await useProvider(product, serviceType);
  const { status, body } = await product.call('POST', reportsOf(serviceType));
  expect([status, body]).toMatchObject([
    200,
    { ready: true, url: `${publicUrl}/webhooks/default/${serviceType}/${serviceType}` },
  ]);
}

const reportsOf = (key: string) => `/api/v1/messaging/config/${key}/reports`;

async function send(to: object): Promise<string> {
  const message = { kind: 'privacy_request_receipt', to, variables: { request_types: 'access' } };
  const { status, body } = await product.call('POST', '/api/v1/messages', message);
  expect(status, JSON.stringify(body)).toBe(202);
  return textAt(body, 'id');
}

/** Its delivery status. A report may come before the outcome of its try is written: then there is none so far. */
async function statusOf(id: string): Promise<unknown> {
  const { body } = await product.call('GET', `/api/v1/messages/${id}`);
  return at(body, 'state') === 'sent' ? at(body, 'delivery', 'status') : undefined;
}

describe.each(vendors)('a message through %s', (serviceType, vendor, good, bad) => {
  beforeEach(() => setUp(serviceType));

  it('is shown as delivered once its vendor says so', async () => {
    const id = await send(good);
    await eventually('it is delivered', async () => (await statusOf(id)) === 'delivered');
    const { body } = await product.call('GET', '/api/v1/messages?size=1');
    expect(body).toMatchObject({
      items: [{ id, state: 'sent', delivery: { status: 'delivered', bounce: null } }],
    });
  });

  it('is shown as bounced, with the reason', async () => {
    const id = await send(bad);
    await eventually('it has bounced', async () => (await statusOf(id)) === 'bounced');
    const { body } = await product.call('GET', `/api/v1/messages/${id}`);
    expect(body).toMatchObject({
      state: 'sent',
      delivery: { status: 'bounced', bounce: 'hard', reason: 'recipient_invalid' },
      reports: [{ status: 'accepted' }, { status: 'bounced', provider_key: serviceType }],
    });
    expect(JSON.stringify(body)).not.toMatch(/bounce@|\+1555/);
  });

  it('is not changed by what another key has signed', async () => {
    product.emulator.reportByItself(false);
    const id = await send(good);
    const message = await product.emulator.waitForMessage((one) => one.vendor === vendor);
    await eventually('it is sent', async () => {
      const { body } = await product.call('GET', `/api/v1/messages/${id}`);
      return at(body, 'state') === 'sent';
    });
    const { headers, body } = product.emulator.reporter.sign({ message, event: 'bounced' });
    const target = product.emulator.reporter.targetOf(message) ?? '';
    const forged = {
      headers: {
        ...headers,
        'x-mandrill-signature': 'AAAA',
        'x-twilio-signature': 'AAAA',
        'x-twilio-email-event-webhook-signature': 'AAAA',
      },
      body: body.replace(/"token":"../, '"token":"xx'),
    };
    const refusal = serviceType === 'mailgun' ? 406 : 403;
    expect(await post(target, forged)).toMatchObject({ status: refusal });
    expect(await post(target.replace('/default/', '/nowhere/'), { headers, body })).toMatchObject({
      status: refusal,
    });
    expect(await statusOf(id)).toBeUndefined();
    expect(await post(target, { headers, body })).toMatchObject({ status: 200 });
    expect(await post(target, { headers, body })).toMatchObject({ status: 200 });
    expect(await statusOf(id)).toBe('bounced');
  });
});

describe('a message through aws_ses', () => {
  it('is shown as delivered once the topic is named and its subscription confirmed', async () => {
    await useProvider(product, 'aws_ses');
    const url = `${publicUrl}/webhooks/default/aws_ses/aws_ses`;
    const before = { url, setup: 'by_hand', secrets: ['aws_sns_topic_arn'], ready: false };
    expect((await product.call('POST', reportsOf('aws_ses'))).body).toEqual(before);
    expect(await product.emulator.subscribe(url)).toMatchObject({ status: 403 });
    await product.call('PUT', '/api/v1/messaging/config/aws_ses/secret', {
      aws_sns_topic_arn: product.emulator.reportKeys.ses,
    });
    expect((await product.call('GET', reportsOf('aws_ses'))).body).toEqual({ ...before, ready: true });
    expect(await product.emulator.subscribe(url)).toMatchObject({ status: 200 });
    const id = await send({ email: 'ana@seven.example.com' });
    await eventually('it is delivered', async () => (await statusOf(id)) === 'delivered');
  });
});

describe('the largest list that SendGrid sends', () => {
  it('is taken whole', async () => {
    await setUp('twilio_email');
    product.emulator.reportByItself(false);
    const id = await send({ email: 'ana@four.example.com' });
    const message = await product.emulator.waitForMessage(({ vendor }) => vendor === 'sendgrid');
    const response = 'x'.repeat(256);
    const events = Array.from({ length: 1_240 }, () => ({
      ...sendgridEvent({ message, event: 'deferred' }),
      response: `452 "4.2.2" ${response}`,
    }));
    const call = signSendgrid(events, product.emulator.reporter.keys.sendgridPrivateKey);
    expect(call.body.length).toBeGreaterThan(750_000);
    expect(call.body.length).toBeLessThan(800_000);
    const target = product.emulator.reporter.targetOf(message) ?? '';
    expect(await post(target, call)).toMatchObject({ status: 200 });
    expect(await statusOf(id)).toBe('deferred');
  });
});

describe('a person at a form', () => {
  it.each([
    ['mailgun', { email: 'bounce@three.example.com' }, true],
    ['twilio_text', { phone_number: '+15551230003' }, false],
  ] as const)('hears that their code cannot be delivered by %s', async (serviceType, identity, permanent) => {
    await setUp(serviceType);
    const created = await product.call('POST', '/api/v1/privacy-request', [
      { policy_key: 'default_access_policy', identity },
    ]);
    const id = textAt(created.body, 'succeeded', 0, 'id');
    const read = () =>
      product.call('GET', `/api/v1/privacy-request/${id}/verification`, undefined, { token: null });
    await eventually('it is known', async () => at((await read()).body, 'delivery') === 'undelivered');
    const channel = serviceType === 'mailgun' ? 'email' : 'sms';
    const delivery = { channel, delivery: 'undelivered', permanent };
    expect((await read()).body).toEqual({
      awaiting_code: true,
      ...delivery,
      channels: [{ ...delivery, proved: false }],
      assurance: { required: 1, reached: 0, proved: [], missing: [{ any_of: ['email', 'phone_number'] }] },
    });
    await eventually('staff see it', async () => {
      const { body } = await product.call('GET', `/api/v1/privacy-request/${id}/log`);
      return JSON.stringify(body).includes('subject_identity_verification: bounced');
    });
  });
});

describe('a person whose code bounced', () => {
  it('gives another address, and proves that one and no other', async () => {
    await setUp('mailgun');
    const created = await product.call('POST', '/api/v1/privacy-request', [
      { policy_key: 'default_access_policy', identity: { email: 'bounce@nine.example.com' } },
    ]);
    const path = `/api/v1/privacy-request/${textAt(created.body, 'succeeded', 0, 'id')}`;
    const publicly = { token: null };
    const read = async () => (await product.call('GET', `${path}/verification`, undefined, publicly)).body;
    const verify = (code: string) => product.call('POST', `${path}/verify`, { code }, publicly);
    const codeTo = async (address: string) => {
      const mail = await product.emulator.waitForMessage(({ to }) => to === address);
      return { mail, code: /\b\d{6}\b/.exec(mail.text ?? '')?.[0] ?? '' };
    };
    const correct = (email: string, key: string) =>
      product.call(
        'POST',
        `${path}/verification/address`,
        { email },
        { ...publicly, headers: { 'idempotency-key': key } },
      );
    const old = await codeTo('bounce@nine.example.com');
    await eventually('it is known', async () => at(await read(), 'delivery') === 'undelivered');
    const first = await correct('ana@nine.example.com', 'nine');
    expect([first.status, first.body]).toMatchObject([200, { retry_after_seconds: 60 }]);
    const fresh = await codeTo('ana@nine.example.com');
    expect(await correct('ana@nine.example.com', 'nine')).toMatchObject({ status: 200, body: first.body });
    expect((await correct('eve@nine.example.com', 'nine')).status).toBe(422);
    expect((await correct('eve@nine.example.com', 'other')).status).toBe(409);
    expect(await product.emulator.report({ message: old.mail, event: 'bounced' })).toMatchObject({
      status: 200,
    });
    expect(await read()).toMatchObject({ awaiting_code: true, delivery: 'on_its_way' });
    expect((await verify(old.code)).status).toBe(403);
    expect((await verify(fresh.code)).body).toMatchObject({ status: 'pending' });
    const shown = await product.call('POST', '/api/v1/privacy-request/search', {
      identities: { email: 'ana@nine.example.com' },
    });
    expect(listAt(shown.body, 'items')).toHaveLength(1);
    const sent = product.emulator.messages().filter(({ to }) => to.endsWith('nine.example.com'));
    expect(sent.filter(({ text }) => text?.includes(fresh.code)).map(({ to }) => to)).toEqual([
      'ana@nine.example.com',
    ]);
  });
});

describe('the address for reports', () => {
  beforeEach(() => useProvider(product, 'mailgun'));

  it('is set up once, and said with what it needs', async () => {
    await product.call('PUT', '/api/v1/messaging/config/mailgun/secret', {
      mailgun_webhook_signing_key: null,
    });
    const before = await product.call('GET', reportsOf('mailgun'));
    expect(before.body).toEqual({
      url: `${publicUrl}/webhooks/default/mailgun/mailgun`,
      setup: 'once',
      secrets: ['mailgun_webhook_signing_key'],
      ready: false,
    });
    for (const path of [reportsOf('mailgun'), reportsOf('mailgun')])
      expect((await product.call('POST', path)).body).toMatchObject({ ready: true });
    expect((await product.call('GET', reportsOf('mailgun'))).body).toEqual({
      ...Object(before.body),
      ready: true,
    });
    await product.call('PUT', '/api/v1/messaging/config/mailgun/secret', { mailgun_api_key: 'another-key' });
    expect((await product.call('GET', reportsOf('mailgun'))).body).toMatchObject({ ready: true });
  });

  it('can be set up by hand, and is then refused no longer', async () => {
    await product.call('PUT', '/api/v1/messaging/config/mailgun/secret', {
      mailgun_webhook_signing_key: null,
    });
    product.emulator.reportByItself(false);
    await send({ email: 'ana@five.example.com' });
    const message = await product.emulator.waitForMessage(({ vendor }) => vendor === 'mailgun');
    const report = () => product.emulator.report({ message, event: 'accepted' });
    product.emulator.reportTo('mailgun', `${publicUrl}/webhooks/default/mailgun/mailgun`);
    expect(await report()).toMatchObject({ status: 406 });
    const { mailgun: mailgun_webhook_signing_key } = product.emulator.reportKeys;
    await product.call('PUT', '/api/v1/messaging/config/mailgun/secret', { mailgun_webhook_signing_key });
    expect(await report()).toMatchObject({ status: 200 });
  });

  it.each([
    [401, 'the API key is wrong'],
    [403, 'the API key may not send'],
    [503, 'the vendor has an outage'],
  ])('is said not to be set up when the vendor answers %i', async (answer, why) => {
    product.emulator.behave({ vendor: 'mailgun', answer });
    const { status, body } = await product.call('POST', reportsOf('mailgun'));
    expect([status, body]).toMatchObject([
      424,
      { type: 'urn:subjectline:error:reports_not_set_up', detail: expect.stringContaining(why) },
    ]);
  });

  it('is that of a config that exists', async () => {
    for (const method of ['GET', 'POST']) {
      expect((await product.call(method, reportsOf('no-such-config'))).status).toBe(404);
      expect((await product.call(method, reportsOf('mailgun'), undefined, { token: null })).status).toBe(401);
    }
  });
});
