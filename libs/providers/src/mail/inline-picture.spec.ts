import { acme, logoPng } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { mailchimp } from '../mailchimp';
import { mailgun } from '../mailgun';
import type { InlinePicture, Provider } from '../provider';
import { message, never } from '../provider.suite';
import { sendgrid } from '../sendgrid';
import { ses } from '../ses';
import { smtp } from '../smtp';

/* A mail with a logo inside itself, at every vendor. */

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ smtp: {} });
});
beforeEach(() => emulator.forget());
afterAll(() => emulator?.close());

const logo: InlinePicture = {
  contentId: '5f2c0b1e9a7d4c3f8e6b5a4d3c2b1a09.default@logo',
  fileName: 'logo.png',
  type: 'image/png',
  content: Buffer.from(logoPng, 'base64'),
};
const html = `<p><img src="cid:${logo.contentId}" alt="Acme"></p>`;

const accounts: Readonly<Record<string, () => [provider: Provider, details: object, secrets: object]>> = {
  mailgun: () => [
    mailgun,
    { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' },
    { mailgun_api_key: 'key-of-mailgun' },
  ],
  sendgrid: () => [
    sendgrid,
    { twilio_email_from: 'Shop <privacy@example.com>' },
    { twilio_api_key: 'SG.key' },
  ],
  mailchimp: () => [
    mailchimp,
    { email_from: 'Shop <privacy@example.com>' },
    { mailchimp_transactional_api_key: 'key-of-mailchimp' },
  ],
  ses: () => [
    ses,
    { aws_region: 'eu-west-1', email_from: 'Shop <privacy@example.com>' },
    {
      auth_method: 'secret_keys',
      aws_access_key_id: 'AKIAEMULATEDUSER0001',
      aws_secret_access_key: 'secret/of+the/emulated+user',
    },
  ],
  smtp: () => [
    smtp,
    { host: '127.0.0.1', port: emulator.smtpPort, security: 'none', from: 'Shop <privacy@example.com>' },
    {},
  ],
};

async function sentBy(vendor: string) {
  const [provider, details, secrets] = accounts[vendor]?.() ?? [];
  if (!provider) throw new Error(`there is no ${vendor}`);
  const settings = { details: details ?? null, secrets: secrets ?? null };
  const account = provider.open(settings, { baseUrl: emulator.url });
  onTestFinished(() => account.close());
  const { email_sender_name: fromName, reply_to: replyTo } = acme;
  await account.send(
    message('ada@example.com', { html, logo, fromName: fromName ?? '', replyTo: replyTo ?? [] }),
    never,
  );
  const [sent] = emulator.messages();
  if (!sent) throw new Error('nothing has arrived');
  return sent;
}

const inline: Readonly<Record<string, object>> = {
  sendgrid: {
    attachments: [
      {
        content: logoPng,
        filename: 'logo.png',
        type: 'image/png',
        disposition: 'inline',
        content_id: logo.contentId,
      },
    ],
  },
  mailchimp: { images: [{ type: 'image/png', name: logo.contentId, content: logoPng }] },
  ses: {
    Content: {
      Simple: {
        Attachments: [
          {
            RawContent: logoPng,
            ContentDisposition: 'INLINE',
            ContentId: logo.contentId,
            ContentType: 'image/png',
            FileName: 'logo.png',
          },
        ],
      },
    },
  },
  // by the name of its file, which stands in the HTML too
  mailgun: { inline: 'logo.png', html: '<p><img src="cid:logo.png" alt="Acme"></p>' },
};

describe('a logo inside a mail', () => {
  it.each(Object.entries(inline))('goes through %s', async (vendor, fields) => {
    const sent = await sentBy(vendor);
    expect(sent.fields).toMatchObject(fields);
    expect(sent.text).toBe('123456');
  });

  it('goes through SMTP, related to the HTML that shows it', async () => {
    const sent = await sentBy('smtp');
    expect(sent.html).toBe(html);
    const { raw } = sent.fields as { raw: string };
    expect(raw).toContain('Content-Type: multipart/related');
    expect(raw).toContain(`Content-ID: <${logo.contentId}>`);
    expect(raw.replaceAll(/\s/g, '')).toContain(logoPng);
  });

  it.each(Object.keys(accounts))('is signed and answered as its brand says: %s', async (vendor) => {
    const text = JSON.stringify((await sentBy(vendor)).fields);
    expect(text).toContain('Acme Privacy Team');
    expect(text).toContain('privacy@acme.example.com');
    expect(text).not.toContain('Shop');
  });

  it("stays out of the operator's own template at the vendor, which does not show it", async () => {
    emulator.holdTemplate('mailgun', true);
    const { fields } = await sentBy('mailgun');
    expect([fields['template'], fields['inline']]).toEqual(['fides', undefined]);
  });
});
