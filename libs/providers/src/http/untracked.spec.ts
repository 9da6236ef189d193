import { describe, expect, it } from 'vitest';
import { mailgun } from '../mailgun';
import { message, never, useVendor } from '../provider.suite';
import { sendgrid } from '../sendgrid';
import { twilioSms } from '../twilio-sms';

const html = '<p>Your data: <a href="https://files.example.com/e/8f2c">open</a></p>';
const link = 'https://files.example.com/e/8f2c';
const mail = { html, bodyHtml: html, text: link };

/** As an operator keeps a frame at the vendor, or does not; a test message is a message like any other. */
const cases = [true, false];

describe('Opens and clicks are not tracked', () => {
  describe.each(cases)('at Mailgun, with a template: %s', (hasTemplate) => {
    const details = { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' };
    const { emulator, open } = useVendor({ provider: mailgun, details, secrets: { mailgun_api_key: 'key' } });

    it('tracking is off, of opens and of clicks', async () => {
      emulator().holdTemplate('mailgun', hasTemplate);
      await open().send(message('ada@example.com', mail), never);
      const [sent] = emulator().messages();
      expect(sent?.fields).toMatchObject({
        'o:tracking': 'no',
        'o:tracking-clicks': 'no',
        'o:tracking-opens': 'no',
      });
      expect('template' in (sent?.fields ?? {})).toBe(hasTemplate);
      expect(JSON.stringify(sent?.fields)).toContain(link);
    });
  });

  describe.each(cases)('at SendGrid, with a template: %s', (hasTemplate) => {
    const details = { twilio_email_from: 'privacy@example.com' };
    const { emulator, open } = useVendor({ provider: sendgrid, details, secrets: { twilio_api_key: 'key' } });

    it('tracking is off, of opens and of clicks', async () => {
      emulator().holdTemplate('sendgrid', hasTemplate);
      await open().send(message('ada@example.com', mail), never);
      const [sent] = emulator().messages();
      expect(sent?.fields).toMatchObject({
        tracking_settings: {
          click_tracking: { enable: false, enable_text: false },
          open_tracking: { enable: false },
          ganalytics: { enable: false },
        },
      });
      expect('template_id' in (sent?.fields ?? {})).toBe(hasTemplate);
      expect(JSON.stringify(sent?.fields)).toContain(link);
    });
  });

  describe('at Twilio', () => {
    const secrets = {
      twilio_account_sid: `AC${'0'.repeat(32)}`,
      twilio_auth_token: 'token',
      twilio_messaging_service_sid: `MG${'0'.repeat(32)}`,
    };
    const { emulator, open } = useVendor({ provider: twilioSms, details: null, secrets });

    it('links are not shortened, which is how it counts clicks, and no feedback is sent', async () => {
      await open().send(message('+15551234567', mail), never);
      const [sent] = emulator().messages();
      expect(sent?.fields).toMatchObject({ Body: link });
      expect(sent?.fields).not.toHaveProperty('ShortenUrls');
      expect(sent?.fields).not.toMatchObject({ ProvideFeedback: 'true' });
    });
  });
});
