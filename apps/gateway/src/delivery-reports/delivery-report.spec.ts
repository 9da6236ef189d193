import { AppError, ReceiveReports, type ReceiveReportsRequest } from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
let asked: ReceiveReportsRequest[] = [];
let answer: () => 'accepted' | 'refused' = () => 'accepted';

beforeAll(async () => {
  gateway = await TestGateway.start({
    SUBJECTLINE_PUBLIC_URL: 'https://privacy.example.com/msg/',
    SUBJECTLINE_BODY_LIMIT_BYTES: '100000',
  });
  await gateway.play(ReceiveReports, (request) => {
    asked.push(request);
    return { verdict: answer(), stored: 1 };
  });
});
beforeEach(() => {
  asked = [];
  answer = () => 'accepted';
});
afterAll(() => gateway?.close());

const json = 'application/json; charset=utf-8';
const form = 'application/x-www-form-urlencoded';

async function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const reply = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': json, ...headers },
    body,
  });
  return { status: reply.status, headers: reply.headers, body: await reply.text() };
}

describe('POST /webhooks/{organization}/{provider}/{config_key}', () => {
  it('hands on what came, byte for byte, with the address that the vendor knows', async () => {
    const body = '\uFEFF[{"a" : 1,\t"ü":"\\u00e9\\/"}]\r\n';
    const signature = { 'x-twilio-email-event-webhook-signature': 'MEUC', 'x-other': 'one' };
    const reply = await post('/webhooks/default/twilio_email/a%3Cb%3E?x=a|b%27&y=', body, signature);
    expect([reply.status, reply.body]).toEqual([200, '']);
    expect(asked).toEqual([
      {
        organization: 'default',
        service_type: 'twilio_email',
        key: 'a<b>',
        url: 'https://privacy.example.com/msg/webhooks/default/twilio_email/a%3Cb%3E?x=a|b%27&y=',
        content_type: json,
        headers: [
          { name: 'x-twilio-email-event-webhook-signature', value: 'MEUC' },
          { name: 'x-twilio-email-event-webhook-timestamp', value: '' },
        ],
        body,
      },
    ]);
  });

  it('takes a form as it came', async () => {
    const body = 'To=%2B15551234567&MessageStatus=delivered&Extra=&Extra=+a%20b';
    const headers = { 'content-type': form, 'x-twilio-signature': 'AAAA=' };
    expect((await post('/webhooks/default/twilio_text/twilio_text', body, headers)).status).toBe(200);
    expect(asked).toMatchObject([{ body, content_type: form, headers: [{ value: 'AAAA=' }] }]);
  });

  it.each([
    ['mailgun', 406, 'report_refused_finally'],
    ['twilio_email', 403, 'report_refused'],
    ['twilio_text', 403, 'report_refused'],
    ['mailchimp_transactional', 403, 'report_refused'],
    ['aws_ses', 403, 'report_refused'],
  ])('refuses %s with %i what dispatch refuses', async (provider, status, code) => {
    answer = () => 'refused';
    const reply = await post(`/webhooks/default/${provider}/one`, '{}');
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toMatchObject({ type: `urn:subjectline:error:${code}`, status });
  });

  it('takes the text that SNS sends, and a form as large as any body', async () => {
    const body = `{"Type":"Notification","Message":"{\\"a\\":1}"}`;
    const text = { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': 'Notification' };
    expect((await post('/webhooks/default/aws_ses/one', body, text)).status).toBe(200);
    const list = `mandrill_events=${'a'.repeat(80_000)}`;
    const signed = { 'content-type': form, 'x-mandrill-signature': 'AAAA=' };
    expect((await post('/webhooks/default/mailchimp_transactional/one', list, signed)).status).toBe(200);
    expect(asked).toMatchObject([
      { service_type: 'aws_ses', body, headers: [] },
      { body: list, headers: [{ name: 'x-mandrill-signature', value: 'AAAA=' }] },
    ]);
  });

  it.each([
    ['mailchimp_transactional', 200],
    ['inbox', 403],
    ['__proto__', 403],
  ])('says to a vendor that tries the address of %s: %i', async (provider, status) => {
    const reply = await fetch(`${gateway.url}/webhooks/default/${provider}/one`, { method: 'HEAD' });
    expect(reply.status).toBe(status);
    expect(asked).toEqual([]);
  });

  it.each(['inbox', 'smtp', 'pigeon', '__proto__', 'constructor', 'MAILGUN'])(
    'refuses reports of %s, which makes none',
    async (provider) => {
      expect((await post(`/webhooks/default/${provider}/one`, '{}')).status).toBe(403);
      expect(asked).toEqual([]);
    },
  );

  it.each([
    ['a body that is too large', '/webhooks/default/mailgun/one', `"${'a'.repeat(200_000)}"`, json, 413],
    ['a form that is too large', '/webhooks/default/twilio_text/one', 'a'.repeat(20_000), form, 413],
    ['text', '/webhooks/default/mailgun/one', '{}', 'text/plain', 415],
    ['a text that is too large', '/webhooks/default/aws_ses/one', 'a'.repeat(200_000), 'text/plain', 413],
    [
      'a list that is too large',
      '/webhooks/default/mailchimp_transactional/one',
      'a'.repeat(200_000),
      form,
      413,
    ],
    ['a form in parts', '/webhooks/default/mailgun/one', '--a--', 'multipart/form-data; boundary=a', 415],
    [
      'bytes that are no UTF-8',
      '/webhooks/default/mailgun/one',
      new Uint8Array([0x7b, 0xff, 0x7d]),
      json,
      422,
    ],
    ['a long organization', `/webhooks/${'a'.repeat(64)}/mailgun/one`, '{}', json, 406],
    ['a long key', `/webhooks/default/mailgun/${'a'.repeat(201)}`, '{}', json, 406],
    ['a long query', `/webhooks/default/twilio_text/one?${'a'.repeat(5_000)}`, '', form, 403],
  ])('refuses %s', async (_what, path, body, type, status) => {
    expect((await post(path, body, { 'content-type': type })).status).toBe(status);
    expect(asked).toEqual([]);
  });

  it('refuses a packed body, and a header that no vendor sends', async () => {
    const path = '/webhooks/default/twilio_text/one';
    expect((await post(path, 'a=b', { 'content-type': form, 'content-encoding': 'gzip' })).status).toBe(415);
    const long = { 'content-type': form, 'x-twilio-signature': 'a'.repeat(2_000) };
    expect((await post(path, 'a=b', long)).status).toBe(403);
    expect(asked).toEqual([]);
  });

  it('asks the vendor to come again while we are out of order', async () => {
    answer = () => {
      throw new AppError('unavailable');
    };
    const reply = await post('/webhooks/default/mailgun/one', '{}');
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('keeps addresses out of the log', async () => {
    await post('/webhooks/default/mailgun/ana@example.com', '{"recipient":"ana@example.com"}');
    answer = () => 'refused';
    await post(
      '/webhooks/default/mailgun/ana@example.com?to=ana@example.com',
      '{"recipient":"ana@example.com"}',
    );
    expect(gateway.testEnv.log.text).not.toContain('ana@example.com');
  });
});
