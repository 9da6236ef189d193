import { createHmac } from 'node:crypto';
import {
  mailgunEvent,
  signMailgun,
  type EmulatedMessage,
  type ReportEvent,
} from '@subjectline/testing/emulator';
import { describe, expect, it } from 'vitest';
import { mailgunReports } from './reports';

const key = 'key-of-the-webhooks';
const secrets = { mailgun_api_key: 'key-of-the-api', mailgun_webhook_signing_key: key };
const id = 'msg_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10';
const message: EmulatedMessage = {
  vendor: 'mailgun',
  id: '20260302093001.1.5C3A@mg.example.com',
  from: 'mailgun@mg.example.com',
  to: 'ana@example.com',
  subject: 'About your request',
  fields: { 'v:subjectline_id': id },
  at: '2026-03-02T09:30:00.000Z',
};
const at = new Date('2026-03-02T09:30:05.250Z');

const open = (body: string, using: object = secrets) =>
  mailgunReports.open(
    { url: 'https://privacy.example.com', contentType: 'application/json', headers: {}, body },
    using,
  );
const signed = (event: object) => signMailgun(event, key, at).body;
const reportOf = (event: ReportEvent) =>
  open(signed(mailgunEvent({ message, event, at, eventId: 'CPgfbmQMTCKtHW6uIWtuVe' })))?.reports[0];

describe('a report of Mailgun', () => {
  it('is read as its documentation signs and writes it', () => {
    const timestamp = '1529006854';
    const token = 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0';
    const signature = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex');
    const event = {
      event: 'failed',
      severity: 'permanent',
      reason: 'suppress-bounce',
      id: 'G9Bn5sl1TC6nu79C8C0bwg',
      timestamp: 1521233195.375624,
      'delivery-status': {
        'attempt-no': 1,
        code: 605,
        description: 'Not delivering to previously bounced address',
      },
      flags: { 'is-test-mode': false },
      message: {
        headers: {
          'message-id': '20130503192659.13651.20287@mg.example.com',
          to: 'Alice <alice@example.com>',
        },
      },
      recipient: 'alice@example.com',
      'user-variables': { subjectline_id: id, another: 'one' },
    };
    const body = JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': event });
    expect(open(body)).toEqual({
      signedAt: new Date(1_529_006_854_000),
      token,
      reports: [
        {
          messageId: id,
          providerMessageId: '20130503192659.13651.20287@mg.example.com',
          key: 'G9Bn5sl1TC6nu79C8C0bwg',
          status: 'rejected',
          bounce: null,
          reason: 'recipient_suppressed',
          code: '605',
          at: new Date(1_521_233_195_375),
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
    ['rejected', { status: 'rejected', bounce: null, reason: 'recipient_suppressed', code: '605' }],
    ['unsubscribed', { status: 'unsubscribed', bounce: null, reason: null, code: null }],
    ['complained', { status: 'complained', bounce: null, reason: null, code: null }],
  ])('says that a message was %s', (event, meaning) => {
    const report = reportOf(event);
    expect(report).toMatchObject({ ...meaning, messageId: id, providerMessageId: message.id, at });
    expect(JSON.stringify(report)).not.toContain('ana@');
  });

  it('of a subaccount is signed by its parent as well', () => {
    const event = mailgunEvent({ message, event: 'delivered' });
    const ofChild = JSON.parse(signMailgun(event, 'key-of-the-subaccount', at).body) as object;
    const { signature } = JSON.parse(signed(event)) as { signature: object };
    expect(open(JSON.stringify(ofChild))).toBeNull();
    expect(open(JSON.stringify({ ...ofChild, 'parent-signature': signature }))).toMatchObject({
      reports: [{ status: 'delivered' }],
    });
  });

  it.each([
    ['opened', mailgunEvent({ message, event: 'opened' })],
    ['a later invention', { ...mailgunEvent({ message, event: 'delivered' }), event: 'teleported' }],
    ['without our id', mailgunEvent({ message: { ...message, fields: {} }, event: 'delivered' })],
    ['in test mode', { ...mailgunEvent({ message, event: 'delivered' }), flags: { 'is-test-mode': true } }],
    ['without an id', { ...mailgunEvent({ message, event: 'delivered' }), id: 7 }],
    ['nothing', {}],
  ])('is taken and says nothing of a message: %s', (_what, event) => {
    expect(open(signed(event))).toMatchObject({ reports: [] });
  });

  const whole = JSON.parse(signed(mailgunEvent({ message, event: 'bounced', at }))) as {
    signature: { timestamp: string; token: string; signature: string };
  };
  const forged = (signature: object) =>
    JSON.stringify({ ...whole, signature: { ...whole.signature, ...signature } });
  const hmac = (text: string) => createHmac('sha256', key).update(text).digest('hex');

  it.each([
    ['another signature', forged({ signature: '0'.repeat(64) })],
    ['a signature in upper case', forged({ signature: whole.signature.signature.toUpperCase() })],
    ['half a signature', forged({ signature: whole.signature.signature.slice(0, 32) })],
    ['no signature', forged({ signature: undefined })],
    ['a signature that is a list', forged({ signature: [whole.signature.signature] })],
    ['another token', forged({ token: 'b'.repeat(50) })],
    ['another time', forged({ timestamp: String(Number(whole.signature.timestamp) + 1) })],
    [
      'a time that has taken a digit of the token',
      forged({
        timestamp: whole.signature.timestamp + whole.signature.token.slice(0, 1),
        token: whole.signature.token.slice(1),
      }),
    ],
    [
      'a token that is too short',
      forged({ token: 'abc', signature: hmac(`${whole.signature.timestamp}abc`) }),
    ],
    ['a time that is none', forged({ timestamp: 'now', signature: hmac(`now${whole.signature.token}`) })],
    ['signed with the key of the API', signMailgun({}, secrets.mailgun_api_key, at).body],
    ['a list', '[]'],
    ['cut short', signed(mailgunEvent({ message, event: 'bounced' })).slice(0, -40)],
    ['no JSON', 'signature=…'],
    ['nothing', ''],
    ['nested deeply', '['.repeat(100_000)],
  ])('is refused: %s', (_what, body) => expect(open(body)).toBeNull());

  it.each([{ mailgun_api_key: 'k' }, { ...secrets, mailgun_webhook_signing_key: null }, {}])(
    'is refused where no key is known: %j',
    (using) => expect(open(signed({}), using)).toBeNull(),
  );
});
