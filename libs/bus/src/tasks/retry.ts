/**
 * When to try again, and when to give up. The one table of the product: each row is the waits between tries in
 * milliseconds; a message is tried once more than there are waits.
 */
export const retryTable = {
  /** A code expires within minutes: quick steps, and never past its expiry. */
  codes: [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000],
  /** A notice may arrive tomorrow, but it has to arrive. */
  notices: [
    1_000,
    2_000,
    5_000,
    30_000,
    2 * 60_000,
    10 * 60_000,
    3_600_000,
    4 * 3_600_000,
    12 * 3_600_000,
    24 * 3_600_000,
  ],
  /** Webhooks, as Standard Webhooks suggests: more than a day, so that a receiver can be repaired. */
  webhooks: [5_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000, 5 * 3_600_000, 10 * 3_600_000, 10 * 3_600_000],
  /** Handlers that throw an unexpected error. */
  handlers: [250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000],
} as const;

export type RetryTableName = keyof typeof retryTable;

/** The max wait that a vendor's Retry-After can cause: most recover long before. */
export const maxRetryAfterMs = 2 * 60_000;

/** A wait is varied by this share, so that messages that failed together are not retried together. */
const jitter = 0.15;

/**
 * How long to wait before the next try, or null when the tries are used up.
 * @param attempt the try that has just failed, counted from 1
 * @param retryAfterMs what the vendor asked for; it can lengthen a wait, never shorten it
 */
export function nextDelayMs(
  table: RetryTableName,
  attempt: number,
  { retryAfterMs = 0, random = Math.random }: { retryAfterMs?: number; random?: () => number } = {},
): number | null {
  const waitMs = retryTable[table][attempt - 1];
  if (waitMs === undefined) return null;
  const variedMs = waitMs * (1 + jitter * (2 * random() - 1));
  return Math.round(Math.max(variedMs, Math.min(retryAfterMs, maxRetryAfterMs)));
}
