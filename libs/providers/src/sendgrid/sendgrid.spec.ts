import { describe, expect, it } from 'vitest';
import { failureOf, message, never, testProvider, useVendor } from '../provider.suite';
import { sendgrid } from '.';

const to = 'ada.person@example.com';
const subject = {
  provider: sendgrid,
  vendor: 'sendgrid' as const,
  details: { twilio_email_from: 'privacy@example.com' },
  secrets: { twilio_api_key: 'SG.736563726574.73656e6467726964' },
  to,
};

testProvider({ ...subject, ourId: ({ custom_args: args }) => Object(args).subjectline_id });

describe('Twilio Email', () => {
  const { emulator, open } = useVendor(subject);
  const fieldsOfOne = async (...args: Parameters<typeof message>) => {
    await open().send(message(...args), never);
    return emulator().messages()[0]?.fields;
  };

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

  it('watches nobody', async () => {
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

  it('says whom to answer', async () => {
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
        { to: [{ email: to }], dynamic_template_data: { fides_email_body: '<p>123456</p>', code: '123456' } },
      ],
    });
    expect(fields).not.toHaveProperty('content');
  });

  it('does without the template when the key may not look for it', async () => {
    emulator().holdTemplate('sendgrid', 'forbidden');
    expect(await fieldsOfOne(to)).not.toHaveProperty('template_id');
  });

  it('names the field that was refused', async () => {
    const error = await failureOf(open().send(message('nobody'), never));
    expect(error).toMatchObject({ outcome: 'refused', code: 'personalizations.0.to.0.email' });
  });

  it('says of a key that cannot be one that the account is not set up', async () => {
    const secrets = { twilio_api_key: 'SG.two\nlines' };
    const account = sendgrid.open({ details: subject.details, secrets }, { baseUrl: emulator().url });
    expect(await failureOf(account.send(message(to), never))).toMatchObject({ outcome: 'misconfigured' });
    await account.close();
  });
});
