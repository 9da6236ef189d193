import { createHmac } from 'node:crypto';
import {
  mailchimpEvent,
  signMailchimp,
  type EmulatedMessage,
  type ReportEvent,
} from '@subjectline/testing/emulator';
import { describe, expect, it } from 'vitest';
import { mailchimpReports } from './reports';

const key = 'key-of-the-webhook';
const secrets = {
  mailchimp_transactional_api_key: 'key-of-the-api',
  mailchimp_transactional_webhook_key: key,
};
const url = 'https://privacy.example.com/webhooks/default/mailchimp_transactional/mailchimp_transactional';
const id = 'msg_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10';
const message: EmulatedMessage = {
  vendor: 'mailchimp',
  id: '7761629d3a734a8fb5a9bd0e5dd0f0b9',
  from: 'privacy@example.com',
  to: 'ana@example.com',
  subject: 'About your request',
  fields: { metadata: { subjectline_id: id } },
  at: '2026-03-02T09:30:00.000Z',
};
const at = new Date('2026-03-02T09:30:05.000Z');

const open = (call: { headers: object; body: string }, using: object = secrets, address = url) =>
  mailchimpReports.open(
    { url: address, contentType: 'application/x-www-form-urlencoded', ...call, headers: { ...call.headers } },
    using,
  );
const signed = (...events: object[]) => signMailchimp(events, key, url);

describe('a report of Mailchimp', () => {
  it('is read as its documentation signs and writes it', () => {
    const events = [
      {
        event: 'hard_bounce',
        msg: {
          ts: 1_365_109_999,
          subject: 'This an example webhook message',
          email: 'example.webhook@mandrillapp.com',
          sender: 'example.sender@mandrillapp.com',
          tags: ['webhook-example'],
          state: 'bounced',
          metadata: { user_id: 111, subjectline_id: id },
          _id: 'exampleaaaaaaaaaaaaaaaaaaaaaaaaa2',
          _version: 'exampleaaaaaaaaaaaaaaa',
          bounce_description: 'bad_mailbox',
          bgtools_code: 10,
          diag: 'smtp;550 5.1.1 The email account that you tried to reach does not exist.',
        },
        _id: 'exampleaaaaaaaaaaaaaaaaaaaaaaaaa2',
        ts: 1_384_954_004,
      },
    ];
    // two further parameters, in the order of their names
    const mandrill_events = JSON.stringify(events);
    const text = `${url}Aone1mandrill_events${mandrill_events}z2`;
    const signature = createHmac('sha1', key).update(text).digest('base64');
    const body = `z=2&mandrill_events=${encodeURIComponent(mandrill_events)}&Aone=1`;
    expect(open({ headers: { 'x-mandrill-signature': signature }, body })).toEqual({
      signedAt: null,
      token: null,
      reports: [
        {
          messageId: id,
          providerMessageId: 'exampleaaaaaaaaaaaaaaaaaaaaaaaaa2',
          key: 'exampleaaaaaaaaaaaaaaaaaaaaaaaaa2 hard_bounce 1384954004000',
          status: 'bounced',
          bounce: 'hard',
          reason: 'recipient_invalid',
          code: '5.1.1',
          at: new Date(1_384_954_004_000),
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
    ['rejected', { status: 'rejected', bounce: null, reason: 'recipient_suppressed', code: null }],
    ['unsubscribed', { status: 'unsubscribed', bounce: null, reason: null, code: null }],
    ['complained', { status: 'complained', bounce: null, reason: null, code: null }],
  ])('says that a message was %s', (event, meaning) => {
    const read = open(signed(mailchimpEvent({ message, event, at })));
    const [report] = read?.reports ?? [];
    expect(report).toMatchObject({ ...meaning, messageId: id, providerMessageId: message.id, at });
    expect(JSON.stringify(report)).not.toContain('ana@');
  });

  it.each([
    [{ bounce_description: 'mailbox_full' }, { reason: 'mailbox_full', code: null }],
    [
      { bounce_description: 'invalid_domain', diag: '' },
      { reason: 'recipient_invalid', code: null },
    ],
    [{ bounce_description: 'general', diag: 'smtp;ana@552.example.com' }, { code: null }],
    [{ bounce_description: 'constructor' }, { reason: 'recipient_unreachable', code: null }],
    [{ diag: 'smtp; 552-5.2.2 The mailbox of ana@example.com is full' }, { code: '5.2.2' }],
    [{ diag: 7 }, { code: null }],
  ])('says why of %j', (details, meaning) => {
    const event = mailchimpEvent({ message, event: 'blocked', at }) as { msg: object };
    const read = open(signed({ ...event, msg: { ...event.msg, diag: undefined, ...details } }));
    expect(read?.reports).toMatchObject([{ status: 'bounced', bounce: 'soft', ...meaning }]);
    expect(JSON.stringify(read)).not.toContain('ana@');
  });

  it.each([
    ['unsub', 'recipient_opted_out'],
    ['spam', 'recipient_suppressed'],
    ['rule', 'content_refused'],
    ['something-new', null],
  ])('says why it was rejected: %s', (given, reason) => {
    const event = mailchimpEvent({ message, event: 'rejected', at }) as { msg: object };
    const read = open(signed({ ...event, msg: { ...event.msg, reject: { reason: given } } }));
    expect(read?.reports).toMatchObject([{ status: 'rejected', reason }]);
  });

  it.each([
    ['opened', mailchimpEvent({ message, event: 'opened' })],
    ['a later invention', { ...mailchimpEvent({ message, event: 'delivered' }), event: 'teleported' }],
    ['without our id', mailchimpEvent({ message: { ...message, fields: {} }, event: 'delivered' })],
    ['without a message', { event: 'delivered', ts: 1 }],
    [
      'its list of those that it rejects',
      { type: 'reject', action: 'add', reject: { email: 'a@example.com' } },
    ],
    ['nothing', {}],
  ])('is taken and says nothing of a message: %s', (_what, event) => {
    expect(open(signed(event))).toMatchObject({ reports: [] });
  });

  it('is taken when Mailchimp tries the address, and with that key only if it is empty', () => {
    const trial = signMailchimp([], 'test-webhook', url);
    for (const using of [secrets, { mailchimp_transactional_api_key: 'k' }])
      expect(open(trial, using)).toMatchObject({ reports: [] });
    const event = mailchimpEvent({ message, event: 'bounced', at });
    expect(open(signMailchimp([event], 'test-webhook', url))).toBeNull();
    expect(open(signMailchimp([{}], 'test-webhook', url))).toBeNull();
  });

  const whole = signed(mailchimpEvent({ message, event: 'bounced', at }));
  const { 'x-mandrill-signature': signature = '' } = whole.headers;
  const withSignature = (given: string) => ({ ...whole, headers: { 'x-mandrill-signature': given } });
  const params = new URLSearchParams(whole.body);

  it.each([
    ['another signature', withSignature(`${'A'.repeat(27)}=`)],
    ['half a signature', withSignature(signature.slice(0, 14))],
    ['a signature in hexadecimal digits', withSignature(Buffer.from(signature, 'base64').toString('hex'))],
    ['no signature', { ...whole, headers: {} }],
    ['signed with the key of the API', signMailchimp([{}], secrets.mailchimp_transactional_api_key, url)],
    ['another event', { ...whole, body: whole.body.replace('hard_bounce', 'soft_bounce') }],
    ['a further parameter', { ...whole, body: `${whole.body}&a=b` }],
    [
      'the list under another name',
      { ...whole, body: whole.body.replace('mandrill_events', 'mandrill_event') },
    ],
    ['the list twice', { ...whole, body: `${whole.body}&${whole.body}` }],
    ['cut short', { ...whole, body: whole.body.slice(0, -40) }],
    ['as JSON', { ...whole, body: params.get('mandrill_events') ?? '' }],
    ['nothing', { ...whole, body: '' }],
  ])('is refused: %s', (_what, call) => expect(open(call)).toBeNull());

  it.each([`${url}/`, url.replace('default', 'other'), url.replace('https', 'http'), `${url}?a=b`])(
    'is refused at another address: %s',
    (address) => expect(open(whole, secrets, address)).toBeNull(),
  );

  it.each([{}, { mailchimp_transactional_webhook_key: null }, { mailchimp_transactional_webhook_key: '' }])(
    'is refused where no key is known: %j',
    (using) => {
      expect(open(whole, using)).toBeNull();
      expect(open(signMailchimp([{}], '', url), using)).toBeNull();
    },
  );
});
