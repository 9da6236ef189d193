import { ProviderError } from '../provider-error';
import type { Account, BeforeLeaving, OutgoingMessage, Provider, ProviderOptions, Sent } from '../provider';

const identity = { serviceType: 'inbox', label: 'Inbox' };

/** Keeps messages instead of sending them: for a first start and for development. */
export const inbox: Provider = {
  ...identity,
  channels: ['email', 'sms'],
  Details: null,
  Secrets: null,
  development: true,
  open: (_settings, options) => new InboxAccount(options),
};

class InboxAccount implements Account {
  constructor(private readonly options: ProviderOptions) {}

  async send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent> {
    if (signal.aborted) throw new ProviderError({ ...identity, outcome: 'unavailable', code: 'aborted' });
    const keep = this.keep();
    const { id, to, subject, html, text, fromName, replyTo } = message;
    await beforeLeaving?.();
    try {
      await keep({
        id,
        to,
        channel: to.includes('@') ? 'email' : 'sms',
        subject,
        html,
        text,
        fromName,
        replyTo,
        at: new Date(),
      });
    } catch {
      throw new ProviderError({ ...identity, outcome: 'unavailable' });
    }
    return { providerMessageId: id };
  }

  async check(): Promise<void> {
    this.keep();
  }

  async close(): Promise<void> {}

  private keep(): NonNullable<ProviderOptions['keep']> {
    if (!this.options.keep)
      throw new ProviderError({ ...identity, outcome: 'misconfigured', code: 'no-place' });
    return this.options.keep;
  }
}
