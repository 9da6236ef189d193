import { describe, expect, it } from 'vitest';
import { closedPort, failureOf, message, never, testProvider, useVendor } from '../provider.suite';
import { sendgrid } from './';

const to = 'ada.person@example.com';
const subject = {
  provider: sendgrid,
  vendor: 'sendgrid' as const,
  details: { twilio_email_from: 'privacy@example.com' },
  secrets: { twilio_api_key: 'SG.736563726574.73656e6467726964' },
  to,
};

testProvider({
  ...subject,
  ourId: ({ custom_args: args }) => Object(args).subjectline_id,
  quotas: [
    ['second', { outcome: 'throttled', status: 429, retryAfterMs: 1000 }],
    ['minute', { outcome: 'throttled', status: 429, retryAfterMs: 60_000 }],
    ['day', { outcome: 'misconfigured', reason: 'credits_used_up', status: 401 }],
    ['month', { outcome: 'misconfigured', reason: 'credits_used_up', status: 401 }],
  ],
});

describe('SendGrid (Twilio Email)', () => {
  const { emulator, open } = useVendor(subject);
  const fieldsOfOne = async (...args: Parameters<typeof message>) => {
    await open().send(message(...args), never);
    return emulator().messages()[0]?.fields;
  };

  it('registers an address for reports in a webhook of its own, signed, and returns the key', async () => {
    const url = 'https://privacy.example.com/webhooks/default/twilio_email/twilio_email';
    const key = { twilio_webhook_public_key: emulator().reportKeys.sendgrid };
    for (const account of [open(), open()]) expect(await account.registerReports?.(url, never)).toEqual(key);
    expect(emulator().reporter.registered('sendgrid')).toBe(url);
    emulator().behave({ vendor: 'sendgrid', answer: 403, refusal: 'key_lacks_permission' });
    const error = await failureOf(open().registerReports?.(url, never) ?? Promise.resolve());
    expect(error).toMatchObject({ outcome: 'misconfigured', reason: 'key_lacks_permission' });
  });

  it('says of an erasure that the vendor cannot be reached', async () => {
    const account = open({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
    const failure = await failureOf(account.erase?.(to, never) ?? Promise.resolve());
    expect(failure).toMatchObject({ outcome: 'unavailable', reason: 'vendor_unreachable' });
  });

  it('has SendGrid erase an address, and says where the key may not or the answer is another', async () => {
    const erase = (address = 'ada@bücher.example') => open().erase?.(address, never) ?? Promise.resolve();
    emulator().behave({ vendor: 'sendgrid', answer: 403, refusal: 'key_lacks_permission', times: 1 });
    expect(await failureOf(erase())).toMatchObject({ reason: 'key_lacks_permission' });
    for (const answer of ['sign-in-page', 'truncated', 'other-success'] as const) {
      emulator().behave({ vendor: 'sendgrid', answer, times: 1 });
      expect(await failureOf(erase())).toMatchObject({ outcome: 'unknown', reason: 'answer_unreadable' });
    }
    expect(await failureOf(erase('zoë@example.com'))).toMatchObject({ reason: 'recipient_not_ascii' });
    const field = 'email_addresses';
    emulator().behave({ vendor: 'sendgrid', answer: 400, says: 'invalid', field, times: 1 });
    expect(await failureOf(erase())).toMatchObject({ outcome: 'refused', reason: 'recipient_invalid' });
    expect(emulator().erasures()).toEqual([]);
    await erase();
    expect(emulator().erasures()).toEqual([
      { vendor: 'sendgrid', what: 'job', name: 'ada@xn--bcher-kva.example' },
    ]);
  });

  it('sends both parts from the sender', async () => {
    expect(await fieldsOfOne(to)).toMatchObject({
      from: { email: 'privacy@example.com' },
      subject: 'Your code',
      personalizations: [{ to: [{ email: to }] }],
      content: [
        { type: 'text/plain', value: '123456' },
        { type: 'text/html', value: '<p>123456</p>' },
      ],
    });
  });

  it('turns tracking off', async () => {
    expect(await fieldsOfOne(to)).toMatchObject({
      tracking_settings: {
        click_tracking: { enable: false, enable_text: false },
        open_tracking: { enable: false },
        subscription_tracking: { enable: false },
        ganalytics: { enable: false },
      },
    });
  });

  it.each([
    ['Acme', 'Acme'],
    ['Équipe Vie privée – Łódź', 'Équipe Vie privée – Łódź'],
    ['O\'Neill "Inc."', 'O\'Neill "Inc."'],
    ['Acme, Inc.', '"Acme, Inc."'],
    ['Acme; "the" \\ one', '"Acme; \\"the\\" \\\\ one"'],
    ['Acme\r\nBcc: x@example.com', 'Acme Bcc: x@example.com'],
  ])('signs as %j', async (fromName, name) => {
    const fields = await fieldsOfOne(to, { fromName });
    expect(fields).toMatchObject({ from: { email: 'privacy@example.com', name } });
  });

  it('sets Reply-To', async () => {
    const fields = await fieldsOfOne(to, { replyTo: ['privacy@example.com', 'dpo@example.com'] });
    expect(fields).toMatchObject({
      reply_to_list: [{ email: 'privacy@example.com' }, { email: 'dpo@example.com' }],
    });
  });

  it('fills the dynamic template named fides, in whatever case', async () => {
    emulator().holdTemplate('sendgrid', true);
    const fields = await fieldsOfOne(to, { variables: { code: '123456' } });
    expect(fields).toMatchObject({
      template_id: expect.stringMatching(/^d-f1de5/),
      personalizations: [
        {
          to: [{ email: to }],
          dynamic_template_data: {
            subject: 'Your code',
            fides_email_body: '<p>123456</p>',
            code: '123456',
          },
        },
      ],
    });
    expect(fields).not.toHaveProperty('content');
  });

  it('does without a deleted template, at once and from then on', async () => {
    emulator().holdTemplate('sendgrid', true);
    const account = open();
    await account.send(message(to), never);
    emulator().holdTemplate('sendgrid', false);
    const before = emulator().requestCount('sendgrid');
    await account.send(message(to), never);
    expect(emulator().requestCount('sendgrid') - before).toBe(2);
    await account.send(message(to), never);
    expect(emulator().requestCount('sendgrid') - before).toBe(3);
    for (const { html } of emulator().messages().slice(1)) expect(html).toBe('<p>123456</p>');
  });

  it('marks mails as automatic, and as distinct', async () => {
    const outgoing = message(to);
    await open().send(outgoing, never);
    expect(emulator().messages()[0]?.fields).toMatchObject({
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': outgoing.id },
    });
  });

  it('reaches those who unsubscribed with what they ask for, and with nothing else', async () => {
    await open().send(message(to, { isRequested: true }), never);
    await open().send(message(to), never);
    const [requested, other] = emulator().messages();
    expect(requested?.fields).toMatchObject({
      mail_settings: { bypass_unsubscribe_management: { enable: true } },
    });
    expect(other?.fields).not.toHaveProperty('mail_settings');
  });

  it('writes domains in A-labels, and each mailbox once', async () => {
    const replyTo = ['dpo@bücher.example', 'DPO@xn--bcher-kva.example'];
    expect(await fieldsOfOne('ada@müller.example', { replyTo })).toMatchObject({
      personalizations: [{ to: [{ email: 'ada@xn--mller-kva.example' }] }],
      reply_to_list: [{ email: 'dpo@xn--bcher-kva.example' }],
    });
  });

  it('sends nothing to an address whose first part it cannot write', async () => {
    const error = await failureOf(open().send(message('jürgen@example.com'), never));
    expect(error).toMatchObject({ outcome: 'refused', reason: 'recipient_not_ascii' });
    expect(error.message).not.toContain('jürgen');
    expect(emulator().messages()).toEqual([]);
  });

  it.each([
    [{ twilio_email_from: 'Shop, Inc. <privacy@example.com>' }, {}, '"Shop, Inc."'],
    [{ twilio_email_from: 'Shop <privacy@example.com>' }, { fromName: 'Acme' }, 'Acme'],
  ])('signs with the name of the sender %j unless the message has one', async (details, fields, name) => {
    const account = sendgrid.open({ details, secrets: subject.secrets }, { baseUrl: emulator().url });
    await account.send(message(to, fields), never);
    await account.close();
    expect(emulator().messages()[0]?.fields).toMatchObject({
      from: { email: 'privacy@example.com', name },
    });
  });

  it('uses the Reply-To of the settings if the message has none', async () => {
    const details = { ...subject.details, reply_to: 'dpo@example.com' };
    const account = sendgrid.open({ details, secrets: subject.secrets }, { baseUrl: emulator().url });
    await account.send(message(to), never);
    await account.close();
    const fields = emulator().messages()[0]?.fields;
    expect(fields).toMatchObject({ reply_to_list: [{ email: 'dpo@example.com' }] });
  });

  it('does without the template when the key may not look for it', async () => {
    emulator().holdTemplate('sendgrid', 'forbidden');
    expect(await fieldsOfOne(to)).not.toHaveProperty('template_id');
  });

  it('names the field that was refused', async () => {
    const error = await failureOf(open().send(message('nobody'), never));
    expect(error).toMatchObject({ outcome: 'refused', code: 'personalizations.0.to.0.email' });
  });

  it('reports a malformed key as an account that is not set up', async () => {
    const secrets = { twilio_api_key: 'SG.two\nlines' };
    const account = sendgrid.open({ details: subject.details, secrets }, { baseUrl: emulator().url });
    expect(await failureOf(account.send(message(to), never))).toMatchObject({ outcome: 'misconfigured' });
    await account.close();
  });
});
