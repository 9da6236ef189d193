import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../provider';
import { failureOf, message, never, playClock, testProvider, useVendor } from '../provider.suite';
import { mailchimp } from './';

const to = 'ada.person@example.com';
const subject = {
  provider: mailchimp,
  vendor: 'mailchimp' as const,
  details: { email_from: 'privacy@example.com' },
  secrets: { mailchimp_transactional_api_key: 'md-6d61696c6368696d70' },
  to,
};

testProvider({
  ...subject,
  ourId: ({ metadata }) => (Object(metadata) as { subjectline_id?: unknown }).subjectline_id,
  // what is beyond a quota waits at Mailchimp
  quotas: [],
});

describe('Mailchimp Transactional', () => {
  const { emulator, open } = useVendor(subject);
  const fieldsOfOne = async (fields: Partial<OutgoingMessage> = {}, address = to) => {
    await open().send(message(address, fields), never);
    return emulator().messages()[0]?.fields;
  };

  it('sends both parts as they are, and tracks nothing', async () => {
    expect(await fieldsOfOne()).toMatchObject({
      from_email: 'privacy@example.com',
      to: [{ email: to, type: 'to' }],
      subject: 'Your code',
      html: '<p>123456</p>',
      text: '123456',
      headers: { 'Auto-Submitted': 'auto-generated' },
      track_opens: false,
      track_clicks: false,
      inline_css: false,
      view_content_link: false,
    });
  });

  it.each([
    ['hour', 3_600_000],
    ['month', 30 * 86_400_000],
  ] as const)('takes a message beyond the quota of one %s as sent: it waits there', async (per, ms) => {
    const clock = playClock();
    emulator().setQuotas('mailchimp', [{ limit: 1, per }]);
    await open().send(message(to), never);
    const { providerMessageId } = await open().send(message(to), never);
    expect(emulator().messages()).toHaveLength(1);
    clock.advance(ms);
    expect(
      emulator()
        .messages()
        .map(({ id }) => id),
    ).toEqual([expect.any(String), providerMessageId]);
  });

  it('registers an address for reports, completes its events, and says what they are signed with', async () => {
    const url =
      'https://privacy.example.com/webhooks/default/mailchimp_transactional/mailchimp_transactional';
    const key = { mailchimp_transactional_webhook_key: emulator().reportKeys.mailchimp };
    for (const account of [open(), open()]) expect(await account.registerReports?.(url, never)).toEqual(key);
    expect(emulator().reporter.registered('mailchimp')).toBe(url);
    emulator().behave({ vendor: 'mailchimp', answer: 500, refusal: 'validation' });
    const error = await failureOf(open().registerReports?.(url, never) ?? Promise.resolve());
    expect(error).toMatchObject({ outcome: 'refused' });
  });

  it('signs with a name, and says where answers go', async () => {
    const fields = await fieldsOfOne({
      fromName: 'Acme\r\nBcc: x@example.com',
      replyTo: ['dpo@bücher.example', 'DPO <DPO@xn--bcher-kva.example>'],
    });
    expect(fields).toMatchObject({
      from_name: 'Acme Bcc: x@example.com',
      headers: { 'Reply-To': 'dpo@xn--bcher-kva.example' },
    });
  });

  it('converts a domain, and refuses other letters before the @', async () => {
    expect(await fieldsOfOne({}, 'ada@bücher.example')).toMatchObject({
      to: [{ email: 'ada@xn--bcher-kva.example' }],
    });
    const error = await failureOf(open().send(message('günther@example.com'), never));
    expect(error).toMatchObject({ outcome: 'refused', reason: 'recipient_not_ascii' });
    expect(emulator().messages()).toHaveLength(1);
  });
});

describe('A refusal of Mailchimp Transactional', () => {
  const { emulator, open } = useVendor(subject);

  it.each([
    ['key_wrong', 'misconfigured', 'key_wrong', 'Invalid_Key'],
    ['payment_required', 'misconfigured', 'credits_used_up', 'PaymentRequired'],
    ['subaccount_unknown', 'misconfigured', 'account_unknown', 'Unknown_Subaccount'],
    ['validation', 'refused', 'content_refused', 'ValidationError'],
    ['outage', 'unavailable', 'vendor_unavailable', 'ServiceUnavailable'],
    ['hard-bounce', 'refused', 'recipient_suppressed', 'hard-bounce'],
    ['soft-bounce', 'refused', 'recipient_suppressed', 'soft-bounce'],
    ['spam', 'refused', 'recipient_suppressed', 'spam'],
    ['custom', 'refused', 'recipient_suppressed', 'custom'],
    ['unsub', 'refused', 'recipient_opted_out', 'unsub'],
    ['invalid', 'refused', 'recipient_invalid', 'invalid'],
    ['rule', 'refused', 'content_refused', 'rule'],
    ['invalid-sender', 'misconfigured', 'sender_invalid', 'invalid-sender'],
    ['unsigned', 'misconfigured', 'domain_unverified', 'unsigned'],
    ['test-mode-limit', 'misconfigured', 'credits_used_up', 'test-mode-limit'],
    ['recipient-domain-mismatch', 'misconfigured', 'trial_account', 'recipient-domain-mismatch'],
    ['something-new', 'refused', undefined, 'something-new'],
  ])('that is %s means %s, %s', async (refusal, outcome, reason, code) => {
    emulator().behave({ vendor: 'mailchimp', answer: 500, refusal });
    const error = await failureOf(open().send(message(to), never));
    expect([error.outcome, error.reason, error.code]).toEqual([outcome, reason, code]);
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(to);
  });
});
