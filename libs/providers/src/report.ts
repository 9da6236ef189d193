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
}

/** How a vendor reports what became of messages. */
export interface ReportReader {
  /** the vendor is told our address once, by `Account.registerReports` or by hand; or with each message */
  readonly setup: 'once' | 'with_each_message';
  /** the secrets of the config that it is verified with */
  readonly secrets: readonly string[];
  /** the headers that carry the signature, in lower case */
  readonly headers: readonly string[];
  /** the HTTP status after which the vendor does not send it again */
  readonly refusal: 403 | 406;
  /** Verifies, then reads. Null: it is not signed with one of the config's secrets. */
  open(call: ReportCall, secrets: object): SignedReports | null;
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
