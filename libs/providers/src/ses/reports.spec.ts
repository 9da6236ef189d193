import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  sesEvent,
  signSns,
  signSubscription,
  snsTopic,
  startEmulator,
  type EmulatedMessage,
  type Emulator,
  type ReportEvent,
  type SignedReport,
  type SnsKeys,
} from '@subjectline/testing/emulator';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sesReports } from './reports';

const secrets = { auth_method: 'automatic', aws_sns_topic_arn: snsTopic };
const id = 'msg_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10';
const message: EmulatedMessage = {
  vendor: 'ses',
  id: '010201f0-000000',
  from: 'privacy@example.com',
  to: 'ana@example.com',
  fields: { EmailTags: [{ Name: 'subjectline_id', Value: id }] },
  at: '2026-03-02T09:30:00.000Z',
};
const at = new Date('2026-03-02T09:30:05.250Z');
const host = 'https://sns.eu-west-1.amazonaws.com';

let emulator: Emulator;
let keys: SnsKeys;
beforeAll(async () => {
  emulator = await startEmulator();
  keys = emulator.reporter.keys.sns;
});
afterAll(() => emulator.close());

const open = async ({ body }: Pick<SignedReport, 'body'>, using: object = secrets, baseUrl = emulator.url) =>
  sesReports.open(
    { url: 'https://privacy.example.com', contentType: 'text/plain', headers: {}, body },
    using,
    {
      baseUrl,
    },
  );
const signed = (event: object) => signSns(event, keys, { at });

/** A server in place of SNS. */
async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer as never).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a report of AWS SES', () => {
  it.each(['1', '2'] as const)('is read where SNS has signed it with version %s', async (version) => {
    const call = signSns(sesEvent({ message, event: 'bounced', at }), keys, { at, version, id: 'one' });
    expect(await open(call)).toEqual({
      signedAt: at,
      token: null,
      reports: [
        {
          messageId: id,
          providerMessageId: message.id,
          key: 'one',
          status: 'bounced',
          bounce: 'hard',
          reason: 'recipient_invalid',
          code: '5.1.1',
          at,
        },
      ],
    });
  });

  it.each<[ReportEvent, object]>([
    ['accepted', { status: 'accepted', bounce: null, reason: null, code: null }],
    ['delivered', { status: 'delivered', bounce: null, reason: null, code: null }],
    ['deferred', { status: 'deferred', bounce: null, reason: 'mailbox_full', code: '4.2.2' }],
    ['bounced', { status: 'bounced', bounce: 'hard', reason: 'recipient_invalid', code: '5.1.1' }],
    ['blocked', { status: 'bounced', bounce: 'soft', reason: 'recipient_blocked', code: '5.7.1' }],
    ['rejected', { status: 'rejected', bounce: null, reason: 'recipient_suppressed', code: '5.1.1' }],
    ['complained', { status: 'complained', bounce: null, reason: null, code: null }],
  ])('says that a message was %s', async (event, meaning) => {
    const read = await open(signed(sesEvent({ message, event, at })));
    expect(read?.reports).toMatchObject([{ ...meaning, messageId: id, providerMessageId: message.id, at }]);
    expect(JSON.stringify(read)).not.toContain('ana@');
  });

  it.each([
    [{ bounceType: 'Transient', bounceSubType: 'MessageTooLarge' }, 'bounced', 'soft', 'too_large'],
    [
      { bounceType: 'Transient', bounceSubType: 'CustomTimeoutExceeded' },
      'bounced',
      'soft',
      'delivery_expired',
    ],
    [{ bounceType: 'Permanent', bounceSubType: 'NoEmail' }, 'bounced', 'hard', 'recipient_invalid'],
    [{ bounceType: 'Permanent', bounceSubType: 'Suppressed' }, 'rejected', null, 'recipient_suppressed'],
    [
      { bounceType: 'Undetermined', bounceSubType: 'Undetermined' },
      'bounced',
      'soft',
      'recipient_unreachable',
    ],
    [{ bounceType: 'Permanent', bounceSubType: 'constructor' }, 'bounced', 'hard', 'recipient_unreachable'],
    [{}, 'bounced', 'soft', 'recipient_unreachable'],
  ])('says what bounced: %j', async (bounce, status, hardness, reason) => {
    const event = { ...sesEvent({ message, event: 'bounced', at }), bounce };
    expect((await open(signed(event)))?.reports).toMatchObject([
      { status, bounce: hardness, reason, at: null },
    ]);
  });

  it('is read of an identity’s notifications, which name no tags, by a header', async () => {
    const { eventType, mail, ...rest } = sesEvent({ message, event: 'delivered', at }) as {
      eventType: string;
      mail: object;
    };
    const headers = [
      { name: 'To', value: 'ana@example.com' },
      { name: 'X-Entity-Ref-ID', value: id },
    ];
    const notification = {
      ...rest,
      notificationType: eventType,
      mail: { ...mail, tags: undefined, headers },
    };
    expect((await open(signed(notification)))?.reports).toMatchObject([
      { messageId: id, status: 'delivered' },
    ]);
  });

  it.each([
    ['opened', sesEvent({ message, event: 'opened', at })],
    ['a later invention', { ...sesEvent({ message, event: 'delivered' }), eventType: 'Teleported' }],
    ['without our id', sesEvent({ message: { ...message, fields: {} }, event: 'delivered' })],
    ['without a mail', { eventType: 'Delivery' }],
    ['a list', []],
    ['a text', 'Successfully validated SNS topic for Amazon SES event publishing.' as unknown as object],
  ])('is taken and says nothing of a message: %s', async (_what, event) => {
    expect(await open(signed(event))).toMatchObject({ reports: [] });
  });

  const forgeries: [string, () => SignedReport][] = [
    ['of a stranger’s topic', () => signSns(event(), keys, { topic: snsTopic.replace('1234', '4321') })],
    ['of a topic of another name', () => signSns(event(), keys, { topic: `${snsTopic}2` })],
    ['another event', () => changed({ Message: JSON.stringify(event('delivered')) })],
    ['another time', () => changed({ Timestamp: new Date(0).toISOString() })],
    ['a subject that was not signed', () => changed({ Subject: 'Amazon SES' })],
    ['as another kind', () => changed({ Type: 'SubscriptionConfirmation' })],
    ['as no kind', () => changed({ Type: 'constructor' })],
    ['without a signature', () => changed({ Signature: undefined })],
    ['with half of its signature', () => changed({ Signature: 'QUFB'.repeat(40) })],
    ['with its signature in another form', () => inOtherForm(signed(event()))],
    ['as if of another version', () => changed({ SignatureVersion: '1' })],
    ['as if of no version', () => changed({ SignatureVersion: '3' })],
    ['without its certificate', () => changed({ SigningCertURL: undefined })],
    ['cut short', () => ({ headers: {}, body: signed(event()).body.slice(0, -40) })],
    ['a list', () => ({ headers: {}, body: `[${signed(event()).body}]` })],
    ['the event without SNS around it', () => ({ headers: {}, body: JSON.stringify(event()) })],
    ['nothing', () => ({ headers: {}, body: '' })],
    ['nested deeply', () => ({ headers: {}, body: '['.repeat(100_000) })],
  ];
  const event = (name: ReportEvent = 'bounced') => sesEvent({ message, event: name, at });
  /** Its signature as another text of the same bytes: the last letter before the padding has bits that decoding ignores. */
  const inOtherForm = ({ headers, body }: SignedReport): SignedReport => {
    const fields = JSON.parse(body) as { Signature: string };
    const { Signature: text } = fields;
    const at = text.replace(/=+$/, '').length - 1;
    const forms = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map(
      (letter) => text.slice(0, at) + letter + text.slice(at + 1),
    );
    const same = (form: string) => Buffer.from(form, 'base64').equals(Buffer.from(text, 'base64'));
    const Signature = forms.find((form) => form !== text && same(form));
    expect(Signature).toBeDefined();
    return { headers, body: JSON.stringify({ ...fields, Signature }) };
  };
  const changed = (fields: object): SignedReport => {
    const { headers, body } = signed(event());
    return { headers, body: JSON.stringify({ ...(JSON.parse(body) as object), ...fields }) };
  };

  it.each(forgeries)('is refused: %s', async (_what, forge) => expect(await open(forge())).toBeNull());

  it.each([{}, { aws_sns_topic_arn: null }, { aws_sns_topic_arn: '' }, { aws_sns_topic_arn: 'topic' }])(
    'is refused where no topic is known: %j',
    async (using) => {
      const topic = 'topic';
      expect(await open(signed(event()), using)).toBeNull();
      expect(await open(signSns(event(), keys, { topic }), using)).toBeNull();
    },
  );
});

describe('the certificate of SNS', () => {
  const event = sesEvent({ message, event: 'delivered', at });
  const path = '/SimpleNotificationService-00112233445566778899aabbccddeeff.pem';

  it.each([
    `http://sns.eu-west-1.amazonaws.com${path}`,
    `https://sns.eu-west-1.amazonaws.com.example.com${path}`,
    `https://example.com/sns.eu-west-1.amazonaws.com${path}`,
    `https://sns.eu-west-1.amazonaws.com@127.0.0.1${path}`,
    `https://sns.eu-west-1.amazonaws.com:8443${path}`,
    `https://127.0.0.1${path}`,
    `https://s3.eu-west-1.amazonaws.com${path}`,
    `https://sns.eu-west-1.amazonaws.com/bucket${path}`,
    `https://sns.eu-west-1.amazonaws.com${path}?a=b`,
    `https://sns.eu-west-1.amazonaws.com/../..${path}`,
    `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-%2e%2e.pem`,
    `${host}${path}\n`,
    'file:///etc/passwd',
    '',
  ])('is looked for nowhere else: %s', async (certificateUrl) => {
    let calls = 0;
    const baseUrl = await serve((_request, response) => {
      calls += 1;
      response.end(keys.certificate);
    });
    expect(await open(signSns(event, keys, { at, certificateUrl }), secrets, baseUrl)).toBeNull();
    expect(calls).toBe(0);
  });

  it('is asked for once, by however many at once', async () => {
    let calls = 0;
    const baseUrl = await serve((_request, response) => {
      calls += 1;
      response.end(keys.certificate);
    });
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => open(signSns(event, keys, { at }), secrets, baseUrl)),
    );
    expect(taken.every((one) => one?.reports.length === 1)).toBe(true);
    await open(signSns(event, keys, { at }), secrets, baseUrl);
    expect(calls).toBe(1);
  });

  it.each([
    [404, 'not found'],
    [302, ''],
    [200, 'no certificate'],
    [200, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('that is answered %i %j is none', async (status, text) => {
    const baseUrl = await serve((_request, response) => {
      response.writeHead(status, { location: `${emulator.url}${path}` }).end(text);
    });
    expect(await open(signSns(event, keys, { at }), secrets, baseUrl)).toBeNull();
  });

  it.each([503, 429])('that is answered %i is asked for again', async (status) => {
    let answer = status;
    const baseUrl = await serve((_request, response) => {
      response.writeHead(answer).end(answer === 200 ? keys.certificate : '');
    });
    const call = signSns(event, keys, { at });
    await expect(open(call, secrets, baseUrl)).rejects.toMatchObject({ name: 'ProviderError' });
    answer = 200;
    expect(await open(call, secrets, baseUrl)).toMatchObject({ reports: [{ status: 'delivered' }] });
  });

  it('is not asked for without end by calls that name others', async () => {
    let calls = 0;
    const baseUrl = await serve((_request, response) => {
      calls += 1;
      response.writeHead(404).end();
    });
    const named = (index: number) =>
      `${host}/SimpleNotificationService-${String(index).padStart(32, '0')}.pem`;
    const asked = Array.from({ length: 20 }, (_one, index) =>
      open(signSns(event, keys, { certificateUrl: named(index) }), secrets, baseUrl).catch(() => 'busy'),
    );
    expect((await Promise.all(asked)).filter((one) => one === 'busy')).toHaveLength(16);
    expect(calls).toBe(4);
  });
});

describe('a subscription to the topic', () => {
  it('is confirmed at SNS, with its token, and not at the address that the message names', async () => {
    const calls: string[] = [];
    const baseUrl = await serve(({ url }, response) => {
      calls.push(url ?? '');
      response.end(keys.certificate);
    });
    const read = await open(signSubscription('one&two', keys, { at }), secrets, baseUrl);
    expect(read).toMatchObject({ reports: [] });
    expect(calls).toHaveLength(1);
    await read?.confirm?.();
    const [, confirmed = ''] = calls;
    expect(Object.fromEntries(new URL(confirmed, baseUrl).searchParams)).toEqual({
      Action: 'ConfirmSubscription',
      Version: '2010-03-31',
      TopicArn: snsTopic,
      Token: 'one&two',
    });
  });
});
