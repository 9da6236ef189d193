import { describe, expect, it } from 'vitest';
import { failureOf, message, never, useVendor } from '../provider.suite';
import { sendgrid } from './';

const to = 'ada.person@example.com';

describe('A refusal of SendGrid', () => {
  const { emulator, open } = useVendor({
    provider: sendgrid,
    details: { twilio_email_from: 'privacy@example.com' },
    secrets: { twilio_api_key: 'SG.key' },
  });

  it.each([
    ['credits_used_up', 'misconfigured', 'credits_used_up'],
    ['sender_unverified', 'misconfigured', 'sender_unverified'],
    ['key_lacks_permission', 'misconfigured', 'key_lacks_permission'],
    ['sender_invalid', 'misconfigured', 'sender_invalid'],
    ['reply_to_invalid', 'misconfigured', 'reply_to_invalid'],
    ['template_gone', 'misconfigured', 'template_unusable'],
    ['recipient_invalid', 'refused', 'recipient_invalid'],
    ['content_refused', 'refused', 'content_refused'],
    ['too_large', 'refused', 'too_large'],
  ])('that is a %s means %s, %s', async (refusal, outcome, reason) => {
    emulator().behave({ vendor: 'sendgrid', answer: 400, refusal });
    const error = await failureOf(open().send(message(to), never));
    expect(error).toMatchObject({ outcome, reason });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(to);
  });

  it.each(['from', 'from.email', 'from.name', 'reply_to', 'reply_to.email', 'reply_to_list'])(
    'of the field %s is about the account',
    async (field) => {
      emulator().behave({ vendor: 'sendgrid', answer: 400, says: 'no', field });
      const error = await failureOf(open().send(message(to), never));
      expect(error).toMatchObject({ outcome: 'misconfigured', code: field });
    },
  );
});
