import { unreadable, type Unreadable } from './unreadable';
import { refusals } from './vendors';
import type { Refusal, VendorName } from './vendor-api';

const answers = ['ok', 'failed', 'hang', 'reset', 'accept-then-reset', ...unreadable] as const;
const vendors = [...refusals.keys()];

/** A status refuses in the vendor's words; `failed` is Twilio's 201 for a message that has failed already. */
export type Answer = (typeof answers)[number] | Unreadable | number;

export interface Behaviour {
  /** every vendor when left out */
  vendor?: VendorName;
  answer: Answer;
  /** with a status: one of the vendor's refusals by its name, in place of its usual one */
  refusal?: string;
  /** with a status or `failed`: Twilio's code */
  code?: number;
  /** with a status: the vendor's sentence, and the field that it refuses */
  says?: string;
  field?: string;
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

  /** How it would treat a message, without one less of it left. */
  see(vendor: VendorName): Behaviour {
    return this.current.get(vendor) ?? { answer: 'ok' };
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

/** What a vendor is told to refuse with. */
export function refusalOf(vendor: VendorName, { answer, refusal, code, says, field }: Behaviour): Refusal {
  const named = refusals.get(vendor)?.[refusal ?? ''];
  const status = typeof answer === 'number' ? answer : 400;
  return (
    named ?? {
      status,
      ...(code !== undefined && { code }),
      ...(says !== undefined && { says }),
      ...(field !== undefined && { field }),
    }
  );
}

/** A behaviour out of a request's body, or the sentence that says what is wrong with it. */
export function readBehaviour(body: unknown): Behaviour | string {
  if (typeof body !== 'object' || body === null) return 'a JSON object is expected';
  const { vendor, answer, refusal, says, field, ...rest }: Record<string, unknown> = { ...body };
  const known = isRefusalStatus(answer) ? answer : answers.find((one) => one === answer);
  if (known === undefined) return `answer is a status from 300 to 599, or one of ${answers.join(', ')}`;
  const struck = vendors.find((one) => one === vendor);
  if (vendor !== undefined && !struck) return `vendor is one of ${vendors.join(', ')}`;
  const texts = { refusal, says, field };
  const words: Partial<Record<keyof typeof texts, string>> = {};
  for (const name of ['refusal', 'says', 'field'] as const) {
    const value = texts[name];
    if (value === undefined) continue;
    if (typeof value !== 'string') return `${name} is a text`;
    words[name] = value;
  }
  const read: Partial<Record<(typeof numbers)[number], number>> = {};
  for (const name of numbers) {
    const value = rest[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0)) return `${name} is a number, not below 0`;
    read[name] = value;
  }
  if (words.refusal !== undefined && !knowsRefusal(words.refusal, struck)) return `no such refusal`;
  return { answer: known, ...(struck && { vendor: struck }), ...words, ...read };
}

function knowsRefusal(refusal: string, vendor: VendorName | undefined): boolean {
  const struck = vendor === undefined ? vendors : [vendor];
  return struck.every((name) => Object.hasOwn(refusals.get(name) ?? {}, refusal));
}

const numbers = ['times', 'retryAfter', 'delayMs', 'share', 'code'] as const;

function isRefusalStatus(answer: unknown): answer is number {
  return typeof answer === 'number' && Number.isInteger(answer) && answer >= 300 && answer < 600;
}
