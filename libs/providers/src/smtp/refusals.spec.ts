import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { failureOf, message, never } from '../provider.suite';
import { smtp } from './';
import { meaningOf, readReply, type Step } from './refusals';

const to = 'ada.person@example.com';
const secrets = { username: 'mailer', password: 'word' };

describe('A refusal of a mail server', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ smtp: {} });
  });
  afterEach(() => emulator.forget());
  afterAll(() => emulator.close());
  const refused = (refusal: string) => {
    const details = {
      host: '127.0.0.1',
      port: emulator.smtpPort,
      security: 'none',
      from: 'privacy@example.com',
    };
    const account = smtp.open({ details, secrets }, {});
    onTestFinished(() => account.close());
    emulator.behave({ vendor: 'smtp', answer: 550, refusal });
    return failureOf(account.send(message(to), never));
  };

  it.each([
    ['address_blocked', 'misconfigured', 'sender_unknown', 554],
    ['server_busy', 'throttled', 'rate_limited', 421],
    ['login_refused', 'misconfigured', 'login_refused', 535],
    ['login_later', 'unavailable', 'vendor_unavailable', 454],
    ['login_required', 'misconfigured', 'login_refused', 530],
    ['sender_not_owned', 'misconfigured', 'sender_unknown', 553],
    ['sender_invalid', 'misconfigured', 'sender_invalid', 550],
    ['quota_used_up', 'misconfigured', 'credits_used_up', 550],
    ['too_fast', 'throttled', 'rate_limited', 454],
    ['greylisted', 'unavailable', 'recipient_deferred', 451],
    ['mailbox_busy', 'unavailable', 'recipient_deferred', 450],
    ['mailbox_unknown', 'refused', 'recipient_invalid', 550],
    ['mailbox_full', 'refused', 'mailbox_full', 552],
    ['relay_denied', 'misconfigured', 'sender_unknown', 554],
    ['too_large', 'refused', 'too_large', 552],
    ['spam', 'refused', 'content_refused', 550],
    ['content_refused', 'refused', 'content_refused', 554],
    ['disk_full', 'unavailable', 'vendor_unavailable', 452],
    ['not_verified', 'misconfigured', 'sender_unverified', 554],
    ['shutting_down', 'unavailable', 'vendor_unavailable', 421],
  ])('that is a %s means %s, %s', async (refusal, outcome, reason, status) => {
    const error = await refused(refusal);
    expect(error).toMatchObject({ outcome, reason, status });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(to);
  });

  it('keeps the enhanced code, and how long to wait', async () => {
    expect(await refused('mailbox_unknown')).toMatchObject({ code: '5.1.1' });
    expect(await refused('greylisted')).toMatchObject({ code: '4.7.1', retryAfterMs: 300_000 });
  });
});

describe('A reply', () => {
  it.each([
    ['550-5.1.1 The account does not exist.\n550 5.1.1 Try another', 550, '1.1'],
    ['550 5.1.1', 550, '1.1'],
    ['550', 550, null],
    ['452 not now', 452, null],
    ['550 5.1.1.1 odd', 550, null],
  ])('is read out of %j', (text, status, detail) => {
    expect(readReply('recipient', text)).toMatchObject({ status, detail });
  });

  it.each(['250 ok', '354 go on', '600 no', 'HTTP/1.1 400 Bad Request', '', '5501 x'])(
    'is no refusal in %j',
    (text) => expect(readReply('recipient', text)).toBeNull(),
  );

  it.each<[Step, string, string]>([
    ['recipient', '550 no such user here', 'recipient_invalid'],
    ['recipient', '550 relaying denied', 'sender_unknown'],
    ['recipient', '550 authentication is required', 'login_refused'],
    ['recipient', '552 over quota', 'mailbox_full'],
    ['recipient', '550 5.4.1 Recipient address rejected', 'recipient_invalid'],
    ['sender', '550 5.1.0 Address rejected', 'sender_unknown'],
    ['sender', '552 too much mail data', 'too_large'],
    ['content', '554 Transaction failed', 'content_refused'],
    ['content', '550 5.7.60 Client does not have permissions to send as this sender', 'sender_unknown'],
    ['content', '552 5.7.0 a potential security issue', 'content_refused'],
    ['login', '502 command not implemented', 'login_refused'],
  ])('to the %s, %j, means %s', (step, text, reason) => {
    const reply = readReply(step, text);
    expect(reply && meaningOf(reply)).toMatchObject({ reason });
  });
});
