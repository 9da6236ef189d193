import { describe, expect, it } from 'vitest';
import { failureOf, message, never } from '../provider.suite';
import type { KeptMessage } from '../provider';
import { inbox } from './';

describe('Inbox', () => {
  const settings = { details: null, secrets: null };

  it.each([
    ['ada.person@example.com', 'email'],
    ['+15551234567', 'sms'],
  ])('keeps what goes to %s as %s', async (to, channel) => {
    const kept: KeptMessage[] = [];
    const account = inbox.open(settings, { keep: async (one) => void kept.push(one) });
    const outgoing = message(to);
    expect(await account.send(outgoing, never)).toEqual({ providerMessageId: outgoing.id });
    expect(kept).toMatchObject([{ id: outgoing.id, to, channel, text: '123456', at: expect.any(Date) }]);
  });

  it('keeps the sender name and reply-to addresses', async () => {
    const kept: KeptMessage[] = [];
    const account = inbox.open(settings, { keep: async (one) => void kept.push(one) });
    const signed = { fromName: 'Acme, "Inc."', replyTo: ['privacy@example.com'] };
    await account.send(message('ada.person@example.com', signed), never);
    expect(kept).toMatchObject([signed]);
  });

  it('lets a message be retried if it could not be kept', async () => {
    const account = inbox.open(settings, {
      keep: () => Promise.reject(new Error('full: ada.person@example.com')),
    });
    const error = await failureOf(account.send(message('ada.person@example.com'), never));
    expect(error).toMatchObject({ outcome: 'unavailable', retryable: true });
    expect(error.message).not.toContain('ada.person');
  });

  it('keeps nothing when told to stop before', async () => {
    const kept: KeptMessage[] = [];
    const account = inbox.open(settings, { keep: async (one) => void kept.push(one) });
    const error = await failureOf(account.send(message('+15551234567'), AbortSignal.abort()));
    expect(error).toMatchObject({ outcome: 'unavailable', code: 'aborted' });
    expect(kept).toEqual([]);
  });

  it('finds out that it has no place to keep anything', async () => {
    const account = inbox.open(settings, {});
    expect(await failureOf(account.check(never))).toMatchObject({ outcome: 'misconfigured' });
  });
});
