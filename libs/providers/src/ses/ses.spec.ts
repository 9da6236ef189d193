import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutgoingMessage } from '../provider';
import { failureOf, message, never, testProvider, useVendor } from '../provider.suite';
import { ses } from './';

const to = 'ada.person@example.com';
const secrets = {
  auth_method: 'secret_keys',
  aws_access_key_id: 'AKIAEMULATEDUSER0001',
  aws_secret_access_key: 'secret/of+the/emulated+user',
};
const subject = {
  provider: ses,
  vendor: 'ses' as const,
  details: { aws_region: 'eu-west-1', email_from: 'privacy@example.com' },
  secrets,
  to,
};

const tagOf = (tags: unknown) => (tags as { Name: string; Value: string }[])[0]?.Value;
testProvider({
  ...subject,
  ourId: ({ EmailTags }) => tagOf(EmailTags),
  quotas: [
    ['second', { outcome: 'throttled', reason: 'rate_limited', status: 429 }],
    ['day', { outcome: 'misconfigured', reason: 'credits_used_up', status: 429 }],
  ],
});

describe('AWS SES', () => {
  const { emulator, open } = useVendor(subject);
  const openWith = (details: object, given: object = {}) => {
    const settings = { details: { aws_region: 'eu-west-1', ...details }, secrets: { ...secrets, ...given } };
    const account = ses.open(settings, { baseUrl: emulator().url });
    onTestFinished(() => account.close());
    return account;
  };
  const fieldsOfOne = async (fields: Partial<OutgoingMessage> = {}, details: object = subject.details) => {
    await openWith(details).send(message(to, fields), never);
    return emulator().messages()[0]?.fields;
  };

  it('sends both parts, with headers of ours', async () => {
    expect(await fieldsOfOne()).toMatchObject({
      FromEmailAddress: 'privacy@example.com',
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: { Data: 'Your code' },
          Body: { Text: { Data: '123456' }, Html: { Data: '<p>123456</p>' } },
          Headers: expect.arrayContaining([{ Name: 'Auto-Submitted', Value: 'auto-generated' }]),
        },
      },
    });
  });

  it.each([
    ['Acme', '"Acme" <privacy@example.com>'],
    ['Acme, "the" Inc.', '"Acme, \\"the\\" Inc." <privacy@example.com>'],
    ['Müller', '=?UTF-8?B?TcO8bGxlcg==?= <privacy@example.com>'],
    ['Acme\r\nBcc: x@example.com', '"Acme Bcc: x@example.com" <privacy@example.com>'],
  ])('signs as %j', async (fromName, from) => {
    expect(await fieldsOfOne({ fromName })).toMatchObject({ FromEmailAddress: from });
  });

  it('sends from noreply@ a domain, through a configuration set, and says where answers go', async () => {
    const details = {
      domain: 'mail.example.com',
      configuration_set: 'privacy',
      reply_to: 'dpo@bücher.example',
    };
    expect(await fieldsOfOne({}, details)).toMatchObject({
      FromEmailAddress: 'noreply@mail.example.com',
      ConfigurationSetName: 'privacy',
      ReplyToAddresses: ['dpo@xn--bcher-kva.example'],
    });
  });

  it('refuses letters before the @ that SES does not take', async () => {
    const error = await failureOf(open().send(message('günther@example.com'), never));
    expect(error).toMatchObject({ outcome: 'refused', reason: 'recipient_not_ascii' });
  });

  it.each([
    [{ aws_secret_access_key: 'another' }, 'key_wrong', 'InvalidSignatureException'],
    [{ aws_access_key_id: 'AKIAUNKNOWN' }, 'key_wrong', 'UnrecognizedClientException'],
  ])('is told that %j is wrong', async (given, reason, code) => {
    const account = openWith(subject.details, given);
    for (const work of [() => account.send(message(to), never), () => account.check(never)])
      expect(await failureOf(work())).toMatchObject({ outcome: 'misconfigured', reason, code, status: 403 });
    expect(emulator().messages()).toEqual([]);
  });

  it('sends as a role that the keys may assume, and says when they may not', async () => {
    const role = (name: string) => ({ aws_assume_role_arn: `arn:aws:iam::123456789012:role/${name}` });
    await openWith(subject.details, role('mailer')).send(message(to), never);
    expect(emulator().messages()).toHaveLength(1);
    const denied = await failureOf(openWith(subject.details, role('denied')).send(message(to), never));
    expect(denied).toMatchObject({ outcome: 'misconfigured', reason: 'key_wrong', status: 403 });
  });

  it.each([
    [{ email_from: 'privacy@example.com' }, null],
    // the address is none of the identities, and its domain is
    [{ email_from: 'privacy@mail.example.com' }, null],
    [{ domain: 'example.com' }, null],
    [{ email_from: 'privacy@shop.example' }, 'sender_unverified'],
    [{ domain: 'shop.example' }, 'sender_unverified'],
  ])('finds out of %j whether the sender is verified', async (details, reason) => {
    const checking = openWith(details).check(never);
    if (reason === null) await checking;
    else expect(await failureOf(checking)).toMatchObject({ outcome: 'misconfigured', reason });
  });

  it('takes a key that may send and not look for one that works', async () => {
    emulator().behave({ vendor: 'ses', answer: 403, refusal: 'access_denied' });
    await open().check(never);
  });
});

describe('A refusal of AWS SES', () => {
  const { emulator, open } = useVendor(subject);

  it.each([
    ['sender_unverified', 'misconfigured', 'sender_unverified'],
    ['sandbox', 'misconfigured', 'trial_account'],
    ['virus', 'refused', 'content_refused'],
    ['account_suspended', 'misconfigured', 'account_suspended'],
    ['sending_paused', 'misconfigured', 'account_suspended'],
    ['mail_from_unverified', 'misconfigured', 'domain_unverified'],
    ['limit_exceeded', 'misconfigured', 'credits_used_up'],
    ['rate', 'throttled', 'rate_limited'],
    ['daily_quota', 'misconfigured', 'credits_used_up'],
    ['throttling', 'throttled', 'rate_limited'],
    ['address_illegal', 'refused', 'recipient_invalid'],
    ['configuration_set_unknown', 'misconfigured', 'settings_unusable'],
    ['access_denied', 'misconfigured', 'key_lacks_permission'],
    ['signature_wrong', 'misconfigured', 'key_wrong'],
    ['key_unknown', 'misconfigured', 'key_wrong'],
    ['outage', 'unavailable', 'vendor_unavailable'],
  ])('that is %s means %s, %s', async (refusal, outcome, reason) => {
    emulator().behave({ vendor: 'ses', answer: 400, refusal });
    const error = await failureOf(open().send(message(to), never));
    expect(error).toMatchObject({ outcome, reason, code: expect.stringMatching(/^\w+$/) });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(to);
  });
});
