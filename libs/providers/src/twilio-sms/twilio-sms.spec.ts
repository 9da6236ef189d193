import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { closedPort, failureOf, message, never, testProvider, useVendor } from '../provider.suite';
import { twilioSms } from './';

const to = '+15551234567';
const service = `MG${'a'.repeat(32)}`;
const subject = {
  provider: twilioSms,
  vendor: 'twilio' as const,
  details: null,
  secrets: {
    twilio_account_sid: 'AC00000000000000000000000000000000',
    twilio_auth_token: '7477696c696f2d736563726574',
    twilio_sender_phone_number: '+15557654321',
  },
  to,
};

testProvider({
  ...subject,
  ourId: null,
  quotas: [
    ['second', { outcome: 'throttled', reason: 'rate_limited', code: '20429', status: 429 }],
    ['day', { outcome: 'throttled', reason: 'rate_limited', code: '63038', status: 429 }],
    ['queue', { outcome: 'refused', reason: 'sender_queue_full', code: '21611', status: 429 }],
  ],
});

describe('Twilio SMS', () => {
  const { emulator, open } = useVendor(subject);
  const fieldsOfOne = async (...args: Parameters<typeof message>) => {
    await open().send(message(...args), never);
    return emulator().messages()[0]?.fields;
  };

  it('sends the text alone', async () => {
    expect(await fieldsOfOne(to)).toEqual({
      To: to,
      Body: '123456',
      From: '+15557654321',
      ProvideFeedback: 'false',
    });
  });

  it('says of an erasure that the vendor cannot be reached', async () => {
    const account = open({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
    const failure = await failureOf(account.erase?.('SM1', never) ?? Promise.resolve());
    expect(failure).toMatchObject({ outcome: 'unavailable', reason: 'vendor_unreachable' });
  });

  it('erases a message once, and says where Twilio does not do it yet or at all', async () => {
    const account = open();
    const [first, second] = [await account.send(message(to), never), await account.send(message(to), never)];
    const erase = (sid = first.providerMessageId ?? '') => account.erase?.(sid, never) ?? Promise.resolve();
    emulator().behave({ vendor: 'twilio', answer: 409, code: 20009, times: 1 });
    expect(await failureOf(erase())).toMatchObject({ outcome: 'unavailable', reason: 'message_unfinished' });
    emulator().behave({ vendor: 'twilio', answer: 'sign-in-page', times: 1 });
    expect(await failureOf(erase())).toMatchObject({ outcome: 'unknown', reason: 'answer_unreadable' });
    emulator().behave({ vendor: 'twilio', answer: 404, code: 20003, times: 1 });
    expect(await failureOf(erase())).toMatchObject({ outcome: 'misconfigured', status: 404 });
    expect(emulator().messages()).toHaveLength(2);
    expect([await erase(), await erase()]).toEqual([1, 0]);
    expect(emulator().messages()).toMatchObject([{ id: second.providerMessageId }]);
    const erased = [{ vendor: 'twilio', what: 'message', name: first.providerMessageId }];
    expect(emulator().erasures()).toEqual(erased);
    const shown = await fetch(`${emulator().url}/_emulator/erasures`);
    expect(await shown.json()).toEqual(erased);
  });

  it('prefers the messaging service', async () => {
    const secrets = { ...subject.secrets, twilio_messaging_service_sid: service };
    const account = twilioSms.open({ details: null, secrets }, { baseUrl: emulator().url });
    await account.send(message(to), never);
    await account.close();
    const fields = emulator().messages()[0]?.fields;
    expect(fields).toMatchObject({ MessagingServiceSid: service });
    expect(fields).not.toHaveProperty('From');
  });

  it.each([
    [-5, '1'],
    [600.9, '600'],
    [100_000, '36000'],
  ])('asks for delivery within %d seconds as %s', async (seconds, validity) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const expiresAt = new Date(Date.now() + seconds * 1000);
    expect(await fieldsOfOne(to, { expiresAt })).toMatchObject({ ValidityPeriod: validity });
    vi.useRealTimers();
  });

  it('knows the vendor’s code for a bad number', async () => {
    const error = await failureOf(open().send(message('+0'), never));
    expect(error).toMatchObject({ outcome: 'refused', status: 400, code: '21211' });
  });

  const check = async (sender: object) => {
    const secrets = { ...subject.secrets, ...sender };
    const account = twilioSms.open({ details: null, secrets }, { baseUrl: emulator().url });
    onTestFinished(() => account.close());
    await account.check(never);
  };

  it.each([
    { twilio_sender_phone_number: '+15557654321' },
    { twilio_messaging_service_sid: service },
    { twilio_messaging_service_sid: ` ${service}\n` },
  ])('checks that the account has the sender %j', async (sender) => {
    await check(sender);
    expect(emulator().messages()).toEqual([]);
  });

  it.each([
    { twilio_sender_phone_number: '+15550000000' },
    { twilio_messaging_service_sid: `MG${'f'.repeat(32)}` },
  ])('finds out that the account lacks the sender %j', async (sender) => {
    const expected = { outcome: 'misconfigured', reason: 'sender_unknown' };
    expect(await failureOf(check(sender))).toMatchObject(expected);
  });

  it.each([{ twilio_account_sid: 'not-an-account' }, { twilio_sender_phone_number: '' }])(
    'says of %j that the account is not set up',
    async (wrong) => {
      const secrets = { ...subject.secrets, ...wrong };
      const account = twilioSms.open({ details: null, secrets }, { baseUrl: emulator().url });
      expect(await failureOf(account.send(message(to), never))).toMatchObject({ outcome: 'misconfigured' });
      await account.close();
    },
  );
});
