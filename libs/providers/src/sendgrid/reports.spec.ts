import {
  ReportKeys,
  sendgridEvent,
  signSendgrid,
  type EmulatedMessage,
  type ReportEvent,
} from '@subjectline/testing/emulator';
import { describe, expect, it } from 'vitest';
import { sendgridReports } from './reports';

const keys = new ReportKeys();
const secrets = { twilio_api_key: 'key', twilio_webhook_public_key: keys.sendgridPublicKey };
const id = 'msg_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10';
const message: EmulatedMessage = {
  vendor: 'sendgrid',
  id: '14c5d75ce93.dfd.64b469'.replaceAll('.', '_'),
  from: 'privacy@example.com',
  to: 'ana@example.com',
  fields: { custom_args: { subjectline_id: id } },
  at: '2026-03-02T09:30:00.000Z',
};
const at = new Date('2026-03-02T09:30:05.000Z');
const event = (name: ReportEvent, of = message) => sendgridEvent({ message: of, event: name, at });
type Call = ReturnType<typeof signSendgrid>;
const signed = (...events: object[]): Call => signSendgrid(events, keys.sendgridPrivateKey, at);

const open = ({ headers, body }: Call, using: object = secrets) =>
  sendgridReports.open(
    { url: 'https://privacy.example.com', contentType: 'application/json', headers, body },
    using,
  );

describe('a list of reports of SendGrid', () => {
  it('is verified with the example of SendGrid’s own library', () => {
    const using = {
      twilio_api_key: 'key',
      twilio_webhook_public_key:
        'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==',
    };
    const headers = {
      'x-twilio-email-event-webhook-signature':
        'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=',
      'x-twilio-email-event-webhook-timestamp': '1600112502',
    };
    const events = [
      {
        email: 'hello@world.com',
        event: 'dropped',
        reason: 'Bounced Address',
        sg_event_id: 'ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA',
        sg_message_id: 'LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0',
        'smtp-id': '<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>',
        timestamp: 1600112492,
      },
    ];
    const body = `${JSON.stringify(events)}\r\n`;
    expect(open({ headers, body }, using)).toEqual({
      signedAt: new Date(1_600_112_502_000),
      token: null,
      reports: [],
    });
    expect(open({ headers, body: body.trimEnd() }, using)).toBeNull();
  });

  it.each<[ReportEvent, object]>([
    ['accepted', { status: 'accepted', bounce: null, reason: null, code: null }],
    ['delivered', { status: 'delivered', bounce: null, reason: null, code: null }],
    ['deferred', { status: 'deferred', bounce: null, code: null }],
    ['bounced', { status: 'bounced', bounce: 'hard', reason: 'recipient_invalid', code: '5.1.1' }],
    ['blocked', { status: 'bounced', bounce: 'soft', reason: 'recipient_blocked', code: '5.7.1' }],
    ['rejected', { status: 'rejected', bounce: null, reason: 'recipient_suppressed', code: '5.0.0' }],
    ['unsubscribed', { status: 'unsubscribed', bounce: null, reason: null, code: null }],
    ['complained', { status: 'complained', bounce: null, reason: null, code: null }],
  ])('says that a message was %s', (name, meaning) => {
    const read = open(signed(event(name)));
    expect(read?.reports).toMatchObject([{ ...meaning, messageId: id, providerMessageId: message.id, at }]);
    expect(JSON.stringify(read)).not.toContain('ana@');
  });

  it('is read past events that say nothing, or are none', () => {
    const foreign = event('delivered', { ...message, fields: {} });
    const account = { event: 'account_status_change', type: 'compliance_suspend', timestamp: 1 };
    const odd = [null, 7, 'event', [], {}, { event: 'delivered', subjectline_id: { toString: 1 } }];
    const read = open(signed(foreign, event('opened'), account, ...(odd as object[]), event('delivered')));
    expect(read?.reports).toMatchObject([{ status: 'delivered', messageId: id }]);
  });

  const whole = signed(event('bounced'));
  const signatureOf = (name: string) => whole.headers[`x-twilio-email-event-webhook-${name}`] ?? '';
  const withHeaders = (changes: Record<string, string>) => ({
    ...whole,
    headers: { ...whole.headers, ...changes },
  });

  it.each<[string, Call]>([
    ['the same JSON, written anew', { ...whole, body: JSON.stringify(JSON.parse(whole.body), null, 1) }],
    ['without its last line break', { ...whole, body: whole.body.trimEnd() }],
    ['with another byte', { ...whole, body: `${whole.body} ` }],
    ['cut short', { ...whole, body: whole.body.slice(0, -20) }],
    ['empty', { ...whole, body: '' }],
    [
      'another time',
      withHeaders({ 'x-twilio-email-event-webhook-timestamp': String(Number(signatureOf('timestamp')) + 1) }),
    ],
    ['a time that is none', withHeaders({ 'x-twilio-email-event-webhook-timestamp': 'now' })],
    ['no signature', withHeaders({ 'x-twilio-email-event-webhook-signature': '' })],
    [
      'half a signature',
      withHeaders({ 'x-twilio-email-event-webhook-signature': signatureOf('signature').slice(0, 20) }),
    ],
    ['no headers', { ...whole, headers: {} }],
    ['another key', signSendgrid([event('bounced')], new ReportKeys().sendgridPrivateKey, at)],
  ])('is refused: %s', (_what, call) => expect(open(call)).toBeNull());

  it.each([{ twilio_api_key: 'k' }, { ...secrets, twilio_webhook_public_key: 'bm8ga2V5' }, {}])(
    'is refused where no key is known: %j',
    (using) => expect(open(whole, using)).toBeNull(),
  );

  it('is signed even if it is no list', () => {
    expect(
      open(signSendgrid({ event: 'delivered' } as unknown as object[], keys.sendgridPrivateKey, at)),
    ).toMatchObject({ reports: [] });
  });
});
