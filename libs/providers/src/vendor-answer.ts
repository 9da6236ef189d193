import { ProviderError, type Outcome } from './provider-error';

/** What the shared code has to know about a vendor. */
export interface Vendor {
  serviceType: string;
  label: string;
  /** the vendor's own code for a refusal, out of its answer */
  readCode?: (body: unknown) => unknown;
  /** by vendor code or by status, where it means something else than its status says */
  outcomes?: Readonly<Record<string, Outcome>>;
}

export interface VendorAnswer {
  status: number;
  /** names in lower case */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
}

export function isSuccess({ status }: VendorAnswer): boolean {
  return status >= 200 && status < 300;
}

export function refusal(vendor: Vendor, answer: VendorAnswer): ProviderError {
  const code = readCode(vendor, answer.text);
  const outcome =
    vendor.outcomes?.[code ?? ''] ?? vendor.outcomes?.[answer.status] ?? outcomeOf(answer.status);
  const retryAfterMs =
    outcome === 'throttled' || outcome === 'unavailable' ? readRetryAfter(answer) : undefined;
  const { serviceType, label } = vendor;
  return new ProviderError({ serviceType, label, outcome, status: answer.status, code, retryAfterMs });
}

function outcomeOf(status: number): Outcome {
  if (status === 429) return 'throttled';
  if (status === 408 || status >= 500) return 'unavailable';
  // redirects are not followed: they would carry the key to another host, and no vendor's API sends one
  if (status === 401 || status === 403 || status < 400) return 'misconfigured';
  return 'refused';
}

/** A number, or the path of a field. Whatever else stands there might be an address. */
const harmless = /^[\w.[\]-]{1,64}$/;

function readCode(vendor: Vendor, text: string): string | undefined {
  const code = vendor.readCode?.(parseJson(text));
  if (typeof code !== 'string' && typeof code !== 'number') return undefined;
  return harmless.test(String(code)) ? String(code) : undefined;
}

/** RFC 9110 10.2.3: seconds or a date. SendGrid gives the second at which its window ends instead. */
function readRetryAfter({ headers }: VendorAnswer): number | undefined {
  const value = headers['retry-after'];
  if (typeof value === 'string') {
    const delayMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
    if (Number.isFinite(delayMs)) return Math.max(0, delayMs);
  }
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  return Number.isFinite(reset) ? Math.max(0, reset * 1000 - Date.now()) : undefined;
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
