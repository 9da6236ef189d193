import { describe, expect, it, vi } from 'vitest';
import { failureOf, message, never, testProvider, useVendor } from '../provider.suite';
import { mailgun } from '.';

const to = 'ada.person@example.com';
const subject = {
  provider: mailgun,
  vendor: 'mailgun' as const,
  details: { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' },
  secrets: { mailgun_api_key: 'key-6d61696c67756e2d736563726574' },
  to,
};

testProvider({ ...subject, ourId: (fields) => fields['v:subjectline_id'] });

describe('Mailgun', () => {
  const { emulator, open } = useVendor(subject);
  const fieldsOfOne = async (...args: Parameters<typeof message>) => {
    await open().send(message(...args), never);
    return emulator().messages()[0]?.fields;
  };

  it('sends both parts from mailgun@ the domain', async () => {
    expect(await fieldsOfOne(to)).toMatchObject({
      from: '<mailgun@mg.example.com>',
      to,
      subject: 'Your code',
      html: '<p>123456</p>',
      text: '123456',
    });
  });

  it('watches nobody', async () => {
    expect(await fieldsOfOne(to)).toMatchObject({
      'o:tracking': 'no',
      'o:tracking-clicks': 'no',
      'o:tracking-opens': 'no',
    });
  });

  it.each([
    ['Acme', 'Acme <mailgun@mg.example.com>'],
    ['Acme, "the" Inc.', '"Acme, \\"the\\" Inc." <mailgun@mg.example.com>'],
    ['Équipe Vie privée', 'Équipe Vie privée <mailgun@mg.example.com>'],
    ['Acme Inc.', '"Acme Inc." <mailgun@mg.example.com>'],
    ['a <b@example.com>', '"a <b@example.com>" <mailgun@mg.example.com>'],
    ['Acme\r\nBcc: x@example.com', '"Acme Bcc: x@example.com" <mailgun@mg.example.com>'],
  ])('signs as %j', async (fromName, from) => {
    expect(await fieldsOfOne(to, { fromName })).toMatchObject({ from });
  });

  it('says whom to answer', async () => {
    const replyTo = ['privacy@example.com', 'dpo@example.com'];
    expect(await fieldsOfOne(to, { replyTo })).toMatchObject({
      'h:Reply-To': 'privacy@example.com, dpo@example.com',
    });
  });

  it.each([
    [1, '5m'],
    [7.9, '7m'],
    [60, '1h'],
    [90, '1h30m'],
    [60 * 48, '24h'],
  ])('asks for delivery within %d minutes as %s', async (minutes, within) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const expiresAt = new Date(Date.now() + minutes * 60_000);
    expect(await fieldsOfOne(to, { expiresAt })).toMatchObject({ 'o:deliver-within': within });
    vi.useRealTimers();
  });

  it('fills the template named fides when the domain has one', async () => {
    emulator().holdTemplate('mailgun', true);
    const fields = await fieldsOfOne(to, { variables: { code: '123456', minutes: '10' } });
    expect(fields).toMatchObject({ template: 'fides' });
    expect(fields).not.toHaveProperty('html');
    expect(JSON.parse(String(fields?.['h:X-Mailgun-Variables']))).toEqual({
      fides_email_body: '<p>123456</p>',
      code: '123456',
      minutes: '10',
    });
  });

  it('does without the template when the key may not look for it', async () => {
    emulator().holdTemplate('mailgun', 'forbidden');
    expect(await fieldsOfOne(to)).toMatchObject({ html: '<p>123456</p>' });
  });

  it('speaks the API version it is told', async () => {
    const details = { ...subject.details, api_version: 'v4' };
    const account = mailgun.open({ details, secrets: subject.secrets }, { baseUrl: emulator().url });
    await account.send(message(to), never);
    await account.close();
    expect(emulator().messages()).toHaveLength(1);
  });

  it('says of an empty key that the account is not set up', async () => {
    const secrets = { mailgun_api_key: '' };
    const account = mailgun.open({ details: subject.details, secrets }, { baseUrl: emulator().url });
    expect(await failureOf(account.send(message(to), never))).toMatchObject({ outcome: 'misconfigured' });
    await account.close();
  });
});
