import type { VendorName } from './vendor-api';

const answers = ['ok', 400, 401, 429, 500, 503, 'hang', 'reset', 'accept-then-reset'] as const;
const vendors = ['mailgun', 'sendgrid', 'twilio'] as const;

export type Answer = (typeof answers)[number];

export interface Behaviour {
  /** every vendor when left out */
  vendor?: VendorName;
  answer: Answer;
  /** for so many messages, then well again; without end when left out */
  times?: number;
  /** seconds, said with a 429 or a 503 */
  retryAfter?: number;
  delayMs?: number;
  /** the part of the messages that it strikes; all when left out */
  share?: number;
}

/** How each vendor treats the messages that come in now. */
export class Behaviours {
  private readonly current = new Map<VendorName, Behaviour>();

  set(behaviour: Behaviour): void {
    const struck = behaviour.vendor ? [behaviour.vendor] : vendors;
    for (const vendor of struck) this.current.set(vendor, { ...behaviour });
  }

  clear(): void {
    this.current.clear();
  }

  /** The behaviour for one message, and one less of it left. */
  take(vendor: VendorName): Behaviour {
    const behaviour = this.current.get(vendor);
    if (!behaviour || Math.random() >= (behaviour.share ?? 1)) return { answer: 'ok' };
    if (behaviour.times !== undefined) {
      if (behaviour.times < 1) return { answer: 'ok' };
      behaviour.times -= 1;
    }
    return behaviour;
  }
}

/** A behaviour out of a request's body, or the sentence that says what is wrong with it. */
export function readBehaviour(body: unknown): Behaviour | string {
  if (typeof body !== 'object' || body === null) return 'a JSON object is expected';
  const { vendor, answer, times, retryAfter, delayMs, share }: Record<string, unknown> = { ...body };
  const known = answers.find((one) => one === answer);
  if (known === undefined) return `answer is one of ${answers.join(', ')}`;
  const struck = vendors.find((one) => one === vendor);
  if (vendor !== undefined && !struck) return `vendor is one of ${vendors.join(', ')}`;
  const numbers = { times, retryAfter, delayMs, share };
  const read: Partial<Record<keyof typeof numbers, number>> = {};
  for (const name of ['times', 'retryAfter', 'delayMs', 'share'] as const) {
    const value = numbers[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0)) return `${name} is a number, not below 0`;
    read[name] = value;
  }
  return { answer: known, ...(struck && { vendor: struck }), ...read };
}
