import { describe, expect, it } from 'vitest';
import { failureOf, message, never, useVendor } from '../provider.suite';
import { twilioSms } from './';

const to = '+15551234567';
const account = [
  20003, 20404, 10001, 30002, 21212, 21603, 21606, 21608, 21659, 21660, 21701, 21703, 21704, 21705, 21408,
];
const ofMessage = [21211, 21610, 21611, 21612, 21614, 21617, 21635, 30003, 30004, 30005, 30006, 30007, 30008];
const moment = [20429, 63038, 14107];

describe('A refusal of Twilio', () => {
  const { emulator, open } = useVendor({
    provider: twilioSms,
    details: null,
    secrets: {
      twilio_account_sid: `AC${'0'.repeat(32)}`,
      twilio_auth_token: 'token',
      twilio_sender_phone_number: '+15557654321',
    },
  });

  describe.each([400, 'failed'] as const)('that comes as %s', (answer) => {
    it.each([
      ...account.map((code) => [code, 'misconfigured'] as const),
      ...ofMessage.map((code) => [code, 'refused'] as const),
      ...moment.map((code) => [code, 'throttled'] as const),
    ])('with the code %i means %s', async (code, outcome) => {
      emulator().behave({ vendor: 'twilio', answer, code });
      const error = await failureOf(open().send(message(to), never));
      expect(error).toMatchObject({ outcome, code: String(code), reason: expect.any(String) });
    });
  });

  it.each([
    [21610, 'recipient_opted_out'],
    [21408, 'country_not_enabled'],
    [21211, 'recipient_invalid'],
    [21617, 'too_large'],
    [30002, 'account_suspended'],
    [20003, 'key_wrong'],
  ])('with the code %i has the reason %s', async (code, reason) => {
    emulator().behave({ vendor: 'twilio', answer: 400, code });
    expect(await failureOf(open().send(message(to), never))).toMatchObject({ reason });
  });

  it('of a message that failed at once for no known reason is about the message', async () => {
    emulator().behave({ vendor: 'twilio', answer: 'failed' });
    const error = await failureOf(open().send(message(to), never));
    expect(error).toMatchObject({ outcome: 'refused', status: 201, code: 'failed' });
  });
});
