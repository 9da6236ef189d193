import { afterEach, describe, expect, it, vi } from 'vitest';
import { failureOf, message, never, useVendor } from '../provider.suite';
import { mailgun } from './';

const to = 'ada.person@example.com';

describe('A refusal of Mailgun', () => {
  const { emulator, open } = useVendor({
    provider: mailgun,
    details: { domain: 'mg.example.com' },
    secrets: { mailgun_api_key: 'key-of-mailgun' },
  });
  afterEach(() => void vi.useRealTimers());
  const refused = (refusal: string) => {
    emulator().behave({ vendor: 'mailgun', answer: 400, refusal });
    return failureOf(open().send(message(to), never));
  };

  it.each([
    ['domain_unverified', 'misconfigured', 'domain_unverified'],
    ['account_not_activated', 'misconfigured', 'account_not_activated'],
    ['sandbox', 'misconfigured', 'trial_account'],
    ['free_account', 'misconfigured', 'trial_account'],
    ['account_disabled', 'misconfigured', 'account_suspended'],
    ['sender_invalid', 'misconfigured', 'sender_invalid'],
    ['payment_required', 'misconfigured', 'credits_used_up'],
    ['domain_not_found', 'misconfigured', 'domain_unknown'],
    ['recipient_invalid', 'refused', 'recipient_invalid'],
    ['too_large', 'refused', 'too_large'],
    ['misdirected', 'unavailable', 'vendor_unavailable'],
  ])('that is a %s means %s, %s', async (refusal, outcome, reason) => {
    const error = await refused(refusal);
    expect(error).toMatchObject({ outcome, reason });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(to);
  });

  it.each([
    ['limited_seconds', 12_000],
    ['limited_until', 21_000],
  ])('that is a %s says in its body how long to wait: %i ms', async (refusal, retryAfterMs) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2021-12-20T20:33:00Z') });
    expect(await refused(refusal)).toMatchObject({ outcome: 'throttled', retryAfterMs });
  });

  it('asks for no wait of a year', async () => {
    const says = 'try again after Mon, 20 Dec 2100 20:33:21 UTC';
    emulator().behave({ vendor: 'mailgun', answer: 429, says });
    const error = await failureOf(open().send(message(to), never));
    expect(error).toMatchObject({ outcome: 'throttled', retryAfterMs: 3_600_000 });
  });

  it('of an unknown sort is about the message', async () => {
    emulator().behave({ vendor: 'mailgun', answer: 400, says: 'Something else' });
    const error = await failureOf(open().send(message(to), never));
    expect(error).toMatchObject({ outcome: 'refused', status: 400 });
    expect(error).not.toHaveProperty('reason');
  });
});
