import { describe, expect, it } from 'vitest';
import { mailgun } from './mailgun';
import type { OutgoingMessage } from './provider';
import { message, never, useVendor } from './provider.suite';
import { sendgrid } from './sendgrid';
import { twilioSms } from './twilio-sms';

/* What is sent, held against what the vendors' own API documents allow. */

type Fields = Readonly<Record<string, unknown>>;

const html = `<p>${'ä'.repeat(12_000)}</p>`;
const mails: Partial<OutgoingMessage>[] = [
  {},
  { html: undefined },
  { fromName: 'Müller, Söhne\r\nBcc: x@example.com', replyTo: ['a@example.com', 'A <a@EXAMPLE.com>'] },
  { replyTo: ['dpo@bücher.example'], isRequested: true, expiresAt: new Date(Date.now() + 600_000) },
  { bodyHtml: '<p>1</p>', variables: { code: '482913', minutes: '10' } },
  { html, bodyHtml: html, variables: { code: '482913' } },
];
const recipients = ['ada@example.com', 'ada@müller.example'];
const cases = recipients.flatMap((to) =>
  [true, false].flatMap((hasTemplate) => mails.map((mail) => [to, hasTemplate, mail] as const)),
);

describe('A mail at Mailgun', () => {
  const details = { domain: 'mg.example.com', reply_to: 'privacy@example.com' };
  const { emulator, open } = useVendor({ provider: mailgun, details, secrets: { mailgun_api_key: 'key' } });
  const known =
    /^(from|to|subject|text|html|template|t:variables|o:tracking(-clicks|-opens)?|o:deliver-within)$/;

  it.each(cases)('to %s, with a template there: %s, has documented fields alone: %j', async (...given) => {
    const [to, hasTemplate, mail] = given;
    emulator().holdTemplate('mailgun', hasTemplate);
    await open().send(message(to, mail), never);
    const [sent] = emulator().messages();
    const fields = Object.entries((sent?.fields ?? {}) as Record<string, string>);
    for (const [name, value] of fields) {
      expect(name).toMatch(/^[hv]:[\w-]+$/.test(name) ? /./ : known);
      if (!/^(text|html|t:)/.test(name)) expect(value).not.toMatch(/[\r\n]/);
    }
    const extra = fields.filter(([name]) => /^[ohvt]:/.test(name));
    const size = extra.reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
    expect(size).toBeLessThanOrEqual(16_384);
    const carried = JSON.stringify(fields.filter(([name]) => /^[hv]:/.test(name)));
    expect(carried).not.toContain('482913');
    const within = sent?.fields['o:deliver-within'] ?? '5m';
    expect(within).toMatch(/^(\d+h)?(\d+m)?$/);
  });
});

const sendgridNames = {
  mail: [
    'from',
    'subject',
    'personalizations',
    'content',
    'template_id',
    'reply_to_list',
    'headers',
    'custom_args',
    'tracking_settings',
    'mail_settings',
  ],
  personalization: ['to', 'dynamic_template_data'],
  mailbox: ['email', 'name'],
};
const reservedHeaders =
  /^(x-sg-id|x-sg-eid|received|dkim-signature|content-type|content-transfer-encoding|to|from|subject|reply-to|cc|bcc)$/i;

function expectMailbox(mailbox: unknown): void {
  const { email, name = '' }: { email?: unknown; name?: unknown } = Object(mailbox);
  for (const key of Object.keys(Object(mailbox))) expect(sendgridNames.mailbox).toContain(key);
  expect(email).toMatch(/^[\x21-\x7e]+@[A-Za-z0-9.-]+$/);
  expect(name).not.toMatch(/[\r\n]/);
}

describe('A mail at SendGrid', () => {
  const details = { twilio_email_from: 'Shop, Inc. <privacy@example.com>', reply_to: 'dpo@example.com' };
  const { emulator, open } = useVendor({ provider: sendgrid, details, secrets: { twilio_api_key: 'key' } });

  it.each(cases)('to %s, with a template there: %s, has documented fields alone: %j', async (...given) => {
    const [to, hasTemplate, mail] = given;
    emulator().holdTemplate('sendgrid', hasTemplate);
    const outgoing = message(to, mail);
    await open().send(outgoing, never);
    const fields: Fields = emulator().messages()[0]?.fields ?? {};
    for (const name of Object.keys(fields)) expect(sendgridNames.mail).toContain(name);
    const { from, personalizations, reply_to_list, headers, custom_args, content, template_id } = fields;
    expectMailbox(from);
    const replies = reply_to_list as { email: string }[];
    for (const reply of replies) expectMailbox(reply);
    expect(new Set(replies.map(({ email }) => email.toLowerCase())).size).toBe(replies.length);
    for (const name of Object.keys(Object(headers))) expect(name).not.toMatch(reservedHeaders);
    for (const value of Object.values(Object(custom_args))) expect(value).toBeTypeOf('string');
    for (const one of personalizations as Fields[]) {
      for (const name of Object.keys(one)) expect(sendgridNames.personalization).toContain(name);
      for (const recipient of one['to'] as unknown[]) expectMailbox(recipient);
      if (hasTemplate) expect(one['dynamic_template_data']).toMatchObject({ subject: outgoing.subject });
    }
    expect(template_id !== undefined).toBe(hasTemplate);
    expect(content === undefined).toBe(hasTemplate);
  });
});

describe('A message at Twilio', () => {
  const secrets = {
    twilio_account_sid: `AC${'0'.repeat(32)}`,
    twilio_auth_token: 'token',
    twilio_messaging_service_sid: `MG${'0'.repeat(32)}`,
  };
  const { emulator, open } = useVendor({ provider: twilioSms, details: null, secrets });
  const known = ['To', 'From', 'MessagingServiceSid', 'Body', 'ProvideFeedback', 'ValidityPeriod'];

  it.each(mails)('has documented fields alone: %j', async (mail) => {
    await open().send(message('+15551234567', mail), never);
    const fields = emulator().messages()[0]?.fields ?? {};
    for (const name of Object.keys(fields)) expect(known).toContain(name);
    expect(fields['MessagingServiceSid']).toMatch(/^MG[0-9a-fA-F]{32}$/);
    expect(Number(fields['ValidityPeriod'] ?? 1)).toBeGreaterThanOrEqual(1);
    expect(Number(fields['ValidityPeriod'] ?? 1)).toBeLessThanOrEqual(36_000);
  });
});
