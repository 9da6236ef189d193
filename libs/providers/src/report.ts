import type { BounceClass, DeliveryStatus, ProviderReason } from '@subjectline/contracts';

/** A call of a vendor as it came. */
export interface ReportCall {
  /** our public address with path and query, byte for byte */
  readonly url: string;
  readonly contentType: string;
  /** those that the provider names, in lower case */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a vendor reports of one message, in our words. It holds no address and no sentence of the vendor. */
export interface DeliveryReport {
  /** ours, which the vendor was given with the message */
  readonly messageId: string;
  /** the vendor's id, as `send` returned it; null if the report does not name it */
  readonly providerMessageId: string | null;
  /** one and the same for every repetition of this report */
  readonly key: string;
  readonly status: DeliveryStatus;
  readonly bounce: BounceClass | null;
  readonly reason: ProviderReason | null;
  readonly code: string | null;
  /** null if the vendor does not say when it happened */
  readonly at: Date | null;
}

/** A call that the vendor has signed. */
export interface SignedReports {
  /** when it was signed; null if the signature does not cover a time */
  readonly signedAt: Date | null;
  /** valid for one call; null if the signature covers the whole body */
  readonly token: string | null;
  readonly reports: readonly DeliveryReport[];
  /** tells the vendor that its reports are wanted here, where it asks. Repeating it changes nothing */
  readonly confirm?: () => Promise<void>;
}

export interface ReportOptions {
  /** in place of the vendor's own address */
  readonly baseUrl?: string;
}

/** How a vendor reports the outcome of messages. */
export interface ReportReader {
  /** the vendor is told our address once, by `Account.registerReports` or only by hand; or with each message */
  readonly setup: 'once' | 'by_hand' | 'with_each_message';
  /** the secrets of the config that it is verified with */
  readonly secrets: readonly string[];
  /** the headers that carry the signature, in lower case */
  readonly headers: readonly string[];
  /** the HTTP status after which the vendor does not send it again */
  readonly refusal: 403 | 406;
  /** the vendor sends JSON as `text/plain` */
  readonly takesText?: true;
  /** more than the vendor sends; default: what the gateway takes */
  readonly maxBytes?: number;
  /**
   * Verifies, then reads. Null: it is not signed with one of the config's secrets. Throws a `ProviderError` if the vendor
   * has to be asked for what it signs with, and does not answer.
   */
  open(
    call: ReportCall,
    secrets: object,
    options?: ReportOptions,
  ): SignedReports | null | Promise<SignedReports | null>;
}

/** A report that says no more than its status. */
export const plain = { bounce: null, reason: null, code: null } as const;

const storable = /^[\x21-\x7e]{1,200}$/;

/** An id of a vendor if it can be stored, else null. */
export function readId(value: unknown): string | null {
  return typeof value === 'string' && storable.test(value) ? value : null;
}

/** A code such as `550`, `5.1.1` or `30005`. Anything else in its place might be an address. */
export function readCode(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d[\d.]{0,15}$/.test(text) ? text : null;
}

/** The codes that stand in the answer of a mail server, such as `550` and `5.1.1`; of the sentence nothing is kept. */
export function codesIn(answer: unknown): {
  readonly enhanced: string | null;
  readonly reply: string | null;
} {
  const text = typeof answer === 'string' ? answer.slice(0, 200) : '';
  const [enhanced = null] = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(text) ?? [];
  const [reply = null] = /(?<![\d.])[245]\d\d(?![\d.])/.exec(text) ?? [];
  return { enhanced, reply };
}

/** An ISO 8601 moment; null for one that is none. */
export function readMoment(value: unknown): Date | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(value)) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** A list that is written as JSON; an empty one where it is none. */
export function parseList(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** Seconds since 1970, with a fraction or as text; null for a moment that is none. */
export function readSeconds(value: unknown): Date | null {
  const seconds = typeof value === 'string' && /^\d{1,11}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < 1e11)) return null;
  return new Date(Math.floor(seconds * 1000));
}

/** A value as an object whose fields may be looked at; an empty one where it is none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
