import type { VendorAnswer } from './vendor-answer';

/** No vendor's window is longer; a header or a clock that says more is wrong. */
const maxMs = 60 * 60_000;

/** A wait that was asked for, within reason. */
export function boundedDelayMs(delayMs: number): number | null {
  return Number.isFinite(delayMs) ? Math.min(maxMs, Math.max(0, delayMs)) : null;
}

/** RFC 9110 10.2.3: seconds or a date. SendGrid gives the second at which its window ends instead. */
export function readDelayMs(headers: VendorAnswer['headers'], nowMs: number): number | null {
  const value = headers['retry-after'];
  if (typeof value === 'string') {
    const delayMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
    if (Number.isFinite(delayMs)) return boundedDelayMs(delayMs);
  }
  const reset = headers['x-ratelimit-reset'];
  return typeof reset === 'string' && /^\d+$/.test(reset)
    ? boundedDelayMs(Number(reset) * 1000 - nowMs)
    : null;
}
