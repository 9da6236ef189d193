/** Longer than a slow vendor takes: a shorter one would make every message of its unknown. */
export const defaultTimeoutMs = 30_000;

/** A host that is there answers a connection attempt within this time. */
const maxConnectTimeoutMs = 10_000;

export function connectTimeoutMs(timeoutMs: number): number {
  return Math.min(timeoutMs, maxConnectTimeoutMs);
}
