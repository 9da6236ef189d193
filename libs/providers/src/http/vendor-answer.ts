import type { ProviderReason } from '@subjectline/contracts';
import { ProviderError, type Outcome } from '../provider-error';
import { readDelayMs } from './vendor-delay';

/** What a refusal is about, for the message and for the operator. */
export interface Meaning {
  readonly outcome: Outcome;
  readonly reason: ProviderReason;
}

/** A refusal as the shared code hands it to a vendor's table. */
export interface Refusal {
  readonly status: number;
  /** the body as an object; an empty one where it is none */
  readonly body: object;
  readonly text: string;
  readonly headers: VendorAnswer['headers'];
}

/** What the shared code has to know about a vendor. */
export interface Vendor {
  serviceType: string;
  label: string;
  /** the vendor's own code for a refusal, out of its answer */
  readCode?: (body: object, headers: VendorAnswer['headers']) => unknown;
  /** what an answer means where it says more than its status; null where it does not */
  meaningOf?: (refusal: Refusal) => Meaning | null;
  /** how long to wait, where the vendor says so in its own place */
  readDelayMs?: (refusal: Refusal, nowMs: number) => number | null;
}

export interface VendorAnswer {
  status: number;
  /** names in lower case */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
}

/** Not yet that the vendor took the message: that is for the provider to read out of the answer. */
export function isSuccess({ status }: VendorAnswer): boolean {
  return status >= 200 && status < 300;
}

export function refusal(vendor: Vendor, answer: VendorAnswer): ProviderError {
  const { serviceType, label } = vendor;
  const { status, text } = answer;
  const given: Refusal = { status, text, headers: answer.headers, body: parseJson(text) };
  const { outcome, reason } = vendor.meaningOf?.(given) ?? meaningOfStatus(given);
  const mayPass = outcome === 'throttled' || outcome === 'unavailable';
  const retryAfterMs = mayPass ? delayOf(vendor, answer, given) : undefined;
  const code = readCode(vendor, given);
  return new ProviderError({ serviceType, label, outcome, reason, status, code, retryAfterMs });
}

function delayOf(vendor: Vendor, { headers }: VendorAnswer, given: Refusal): number | undefined {
  const nowMs = Date.now();
  return readDelayMs(headers, nowMs) ?? vendor.readDelayMs?.(given, nowMs) ?? undefined;
}

const byStatus: Readonly<Record<number, Meaning>> = {
  401: { outcome: 'misconfigured', reason: 'key_wrong' },
  403: { outcome: 'misconfigured', reason: 'key_lacks_permission' },
  408: { outcome: 'unavailable', reason: 'vendor_unavailable' },
  413: { outcome: 'refused', reason: 'too_large' },
  // RFC 9110 15.5.20: nothing was done, and it may be tried again
  421: { outcome: 'unavailable', reason: 'vendor_unavailable' },
  425: { outcome: 'unavailable', reason: 'vendor_unavailable' },
  429: { outcome: 'throttled', reason: 'rate_limited' },
};

function meaningOfStatus({ status, body }: Refusal): { outcome: Outcome; reason?: ProviderReason } {
  const known = byStatus[status];
  if (known) return known;
  if (status >= 500) return { outcome: 'unavailable', reason: 'vendor_unavailable' };
  // redirects are not followed: they would carry the key to another host, and no vendor's API sends one
  const isForeign = status < 400 || status === 404 || status === 405 || status === 407;
  if (isForeign || Object.keys(body).length === 0) {
    return { outcome: 'misconfigured', reason: 'base_address_wrong' };
  }
  return { outcome: 'refused' };
}

/** A number, or the path of a field. Whatever else stands there might be an address. */
const harmless = /^[\w.[\]-]{1,64}$/;

function readCode(vendor: Vendor, { body, headers }: Refusal): string | undefined {
  const code = vendor.readCode?.(body, headers);
  if (typeof code !== 'string' && typeof code !== 'number') return undefined;
  return harmless.test(String(code)) ? String(code) : undefined;
}

/** The answer as an object; a proxy's HTML page, or nothing, is an empty one. */
export function parseJson(text: string): object {
  // what most mails are answered with; the error that would be thrown costs more than the rest of the answer
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
