import { randomInt, randomUUID } from 'node:crypto';
import type { Channel } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { listAt, at, textAt, type Answer, type House } from './house.suite';

/* For specs: somebody whose data it is, with a form to ask and a place where messages arrive. */

export interface Received {
  readonly to: string;
  readonly subject: string | null;
  readonly html: string | null;
  readonly text: string;
}

/** What each message can be told by, in whatever form it comes. */
export const phrases = {
  code: /verification code|with this code/,
  receipt: /received your privacy request/,
  approval: /privacy request has been approved/,
  denial: /could not approve/,
  data: /Your data is ready/,
} as const;

export class Person {
  readonly address: string;

  constructor(
    private readonly house: House,
    private readonly channel: Channel,
    /** Whether the messages are kept by the inbox provider. */
    private readonly hasInbox = false,
  ) {
    this.address = channel === 'email' ? `person-${randomUUID()}@example.com` : `+1555${randomDigits(7)}`;
  }

  get identity(): object {
    return this.channel === 'email' ? { email: this.address } : { phone_number: this.address };
  }

  /** Sends the public form. */
  async asks(policy_key = 'default_access_policy'): Promise<string> {
    const { body } = await this.house.call(
      'POST',
      '/api/v1/privacy-request',
      [{ policy_key, identity: this.identity }],
      { token: null },
    );
    return textAt(body, 'succeeded', 0, 'id');
  }

  types(code: string, requestId: string): Promise<Answer> {
    return this.house.call('POST', `/api/v1/privacy-request/${requestId}/verify`, { code }, { token: null });
  }

  /** The first message that holds the phrase, here or on its way. */
  async receives(phrase: RegExp, deadlineMs = 15_000): Promise<Received> {
    const fits = ({ to, subject, text }: Pick<Received, 'to' | 'subject' | 'text'>): boolean =>
      to === this.address && phrase.test(`${subject ?? ''}\n${text}`);
    if (this.hasInbox) {
      const found = await eventually(
        `${String(phrase)} is in the inbox`,
        async () => (await this.readInbox()).find(fits),
        deadlineMs,
      );
      return found;
    }
    const arrived = await this.house.emulator.waitForMessage(
      ({ to, subject = null, text = '' }) => fits({ to, subject, text }),
      deadlineMs,
    );
    const { to, subject = null, html = null, text = '' } = arrived;
    return { to, subject, html, text };
  }

  async receivesCode(): Promise<string> {
    const { text } = await this.receives(phrases.code);
    const [code] = /\b\d{6}\b/.exec(text) ?? [];
    if (code === undefined) throw new Error('the message holds no code');
    return code;
  }

  /** Asks and proves to be who they say. */
  async isVerified(policyKey?: string): Promise<string> {
    const id = await this.asks(policyKey);
    const answer = await this.types(await this.receivesCode(), id);
    if (answer.status !== 200) throw new Error(`the code was refused with ${answer.status}`);
    return id;
  }

  private async readInbox(): Promise<Received[]> {
    const { body } = await this.house.call('GET', '/api/v1/inbox?limit=100');
    return listAt(body, 'messages').map((message) => ({
      to: textAt(message, 'to'),
      subject: nullable(message, 'subject'),
      html: nullable(message, 'html'),
      text: textAt(message, 'text'),
    }));
  }
}

function randomDigits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

/** Six digits that are not these. */
export function wrongCode(code: string): string {
  return code === '111111' ? '222222' : '111111';
}

function nullable(message: unknown, name: string): string | null {
  const value = at(message, name);
  return typeof value === 'string' ? value : null;
}
