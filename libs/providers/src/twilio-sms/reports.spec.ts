import { createHash } from 'node:crypto';
import {
  signTwilio,
  twilioParams,
  type EmulatedMessage,
  type ReportEvent,
  type SignedReport,
} from '@subjectline/testing/emulator';
import { describe, expect, it } from 'vitest';
import { twilioSmsReports } from './reports';

const account = 'AC00000000000000000000000000000001';
const token = 'token-of-the-account';
const secrets = { twilio_account_sid: account, twilio_auth_token: token };
const id = 'msg_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10';
const sid = `SM${'a1'.repeat(16)}`;
const url = `https://privacy.example.com/webhooks/default/twilio_text/twilio_text?subjectline_id=${id}`;
const message: EmulatedMessage = {
  vendor: 'twilio',
  id: sid,
  from: 'MG00000000000000000000000000000001',
  to: '+15551234567',
  fields: {},
  at: '2026-03-02T09:30:00.000Z',
};
const params = (event: ReportEvent, code?: string) =>
  twilioParams({ message, event, ...(code !== undefined && { code }) }, account);
const signed = (event: ReportEvent, code?: string) => signTwilio(params(event, code), token, url);

const open = ({ headers, body }: SignedReport, at = url, using: object = secrets) =>
  twilioSmsReports.open({ url: at, contentType: headers['content-type'] ?? '', headers, body }, using);

describe('a report of Twilio', () => {
  it('is verified with the example of Twilio’s documentation', () => {
    const form = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+12349013030',
      Digits: '1234',
      From: '+12349013030',
      To: '+18005551212',
    };
    const call = {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
      },
      body: new URLSearchParams(form).toString(),
    };
    const using = { ...secrets, twilio_auth_token: '12345' };
    const address = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    expect(open(call, address, using)).toEqual({ signedAt: null, token: null, reports: [] });
    expect(open(call, `${address}&more=3`, using)).toBeNull();
  });

  it.each<[ReportEvent, object]>([
    ['accepted', { status: 'accepted', bounce: null, reason: null, code: null }],
    ['deferred', { status: 'accepted', bounce: null, reason: null, code: null }],
    ['delivered', { status: 'delivered', bounce: null, reason: null, code: null }],
    ['opened', { status: 'delivered', bounce: null, reason: null, code: null }],
    ['bounced', { status: 'bounced', bounce: 'hard', reason: 'recipient_invalid', code: '30005' }],
    ['blocked', { status: 'bounced', bounce: 'soft', reason: 'recipient_unreachable', code: '30003' }],
    ['rejected', { status: 'rejected', bounce: null, reason: 'content_refused', code: '30007' }],
    ['unsubscribed', { status: 'rejected', bounce: null, reason: 'recipient_opted_out', code: '21610' }],
  ])('says the outcome of a message: %s', (event, meaning) => {
    const read = open(signed(event));
    expect(read?.reports).toMatchObject([{ ...meaning, messageId: id, providerMessageId: sid, at: null }]);
    expect(JSON.stringify(read)).not.toContain('1234567');
  });

  it('has one key for each status of a message', () => {
    const keyOf = (event: ReportEvent) => open(signed(event))?.reports[0]?.key;
    expect(keyOf('delivered')).toBe(keyOf('delivered'));
    expect(keyOf('delivered')).not.toBe(keyOf('accepted'));
  });

  it('is taken with parameters that are new, repeated or empty: the signature covers them all', () => {
    const form = new URLSearchParams(Object.entries(params('delivered')) as [string, string][]);
    for (const value of ['b', 'a', 'b', '']) form.append('Extra', value);
    // once each, in order
    const data = { ...params('delivered'), Extra: '' };
    const sorted = Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const text = sorted
      .flatMap(([name, value]) => (name === 'Extra' ? ['Extra', 'Extraa', 'Extrab'] : [name, String(value)]))
      .join('');
    const { headers } = signTwilio({ '': text }, token, url);
    expect(
      open({
        headers: {
          ...signed('delivered').headers,
          'x-twilio-signature': headers['x-twilio-signature'] ?? '',
        },
        body: form.toString(),
      }),
    ).toMatchObject({
      reports: [{ status: 'delivered' }],
    });
  });

  it.each([
    ['with the port', url.replace('.com/', '.com:443/'), url],
    ['without the port', url, url.replace('.com/', '.com:443/')],
    ['with characters that a URL would encode', `${url}&note=it's|fine`, `${url}&note=it's|fine`],
    ['with what only the vendor reads', `${url}#rc=3`, url],
  ])('is taken where the vendor signs the address %s', (_what, theirs, ours) => {
    expect(open(signTwilio(params('delivered'), token, theirs), ours)).toMatchObject({
      reports: [{ status: 'delivered' }],
    });
  });

  it('is taken with either of two tokens while they change', () => {
    const using = { ...secrets, twilio_auth_token: 'a-new-token', twilio_secondary_auth_token: token };
    expect(open(signed('delivered'), url, using)).toMatchObject({ reports: [{ status: 'delivered' }] });
    expect(open(signed('delivered'), url, { ...using, twilio_secondary_auth_token: null })).toBeNull();
  });

  it('is taken as JSON, whose digest the signed address has', () => {
    const body = JSON.stringify(params('delivered'));
    const hashed = `${url}&bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const headers = { ...signTwilio({}, token, hashed).headers, 'content-type': 'application/json' };
    expect(open({ headers, body }, hashed)).toMatchObject({ reports: [{ status: 'delivered' }] });
    expect(open({ headers, body: `${body} ` }, hashed)).toBeNull();
    expect(
      open(
        {
          headers: {
            ...headers,
            'x-twilio-signature': signTwilio({}, token, url).headers['x-twilio-signature'] ?? '',
          },
          body,
        },
        url,
      ),
    ).toBeNull();
  });

  it.each([
    [
      'of another account',
      signTwilio(twilioParams({ message, event: 'delivered' }, account.replace('1', '2')), token, url),
      url,
    ],
    [
      'with a status that is new',
      signTwilio({ ...params('delivered'), MessageStatus: 'teleported' }, token, url),
      url,
    ],
    [
      'without our id',
      signTwilio(params('delivered'), token, url.split('?')[0] ?? ''),
      url.split('?')[0] ?? '',
    ],
    ['without a message', signTwilio({ AccountSid: account }, token, url), url],
  ])('is taken and says nothing: %s', (_what, call, address) => {
    expect(open(call, address)).toMatchObject({ reports: [] });
  });

  const whole = signed('bounced');
  it.each<[string, SignedReport, string]>([
    ['for another message', whole, url.replace('9a10', '9a11')],
    ['at another address', whole, url.replace('privacy', 'evil')],
    ['in another order of words', whole, `${url}&a=b`],
    ['with another status', { ...whole, body: whole.body.replace('undelivered', 'delivered') }, url],
    ['with one parameter more', { ...whole, body: `${whole.body}&Extra=1` }, url],
    ['with one parameter less', { ...whole, body: whole.body.replace(/&ErrorCode=\d+/, '') }, url],
    ['with a name that comes twice', { ...whole, body: `${whole.body}&MessageStatus=delivered` }, url],
    ['cut short', { ...whole, body: whole.body.slice(0, -5) }, url],
    ['empty', { ...whole, body: '' }, url],
    ['no signature', { ...whole, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, url],
    ['half a signature', { ...whole, headers: { ...whole.headers, 'x-twilio-signature': 'AAAA' } }, url],
    ['another token', signTwilio(params('bounced'), 'another', url), url],
    ['no address', whole, 'nowhere'],
  ])('is refused: %s', (_what, call, address) => expect(open(call, address)).toBeNull());
});
