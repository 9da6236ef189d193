import { nextDelayMs } from '@subjectline/bus';
import { dayMs, type DisabledReason } from '@subjectline/contracts';
import type { Settlement } from '../delivery/delivery.store';
import type { AttemptResult } from './webhook-client';

/** An endpoint without any success for so long is disabled. */
export const maxFailingMs = 5 * dayMs;

/** The outcome of a delivery after an attempt. @param attempt counted from 1 */
export function settlementAfter(result: AttemptResult, attempt: number, now: Date): Settlement {
  if (result.outcome === 'delivered') return { state: 'delivered', reason: null, next_attempt_at: null };
  if (isGone(result)) return { state: 'failed', reason: 'gone', next_attempt_at: null };
  const { retryAfterMs } = result;
  const delayMs = nextDelayMs('webhooks', attempt, retryAfterMs === undefined ? {} : { retryAfterMs });
  if (delayMs === null) return { state: 'failed', reason: 'exhausted', next_attempt_at: null };
  return { state: 'pending', reason: null, next_attempt_at: new Date(now.getTime() + delayMs) };
}

/** Why an endpoint is disabled after a failure, or null if it is not. */
export function disablingAfter(result: AttemptResult, failingSince: Date, now: Date): DisabledReason | null {
  if (isGone(result)) return 'gone';
  return now.getTime() - failingSince.getTime() >= maxFailingMs ? 'failing' : null;
}

/** The status by which a receiver unsubscribes. */
function isGone({ status }: AttemptResult): boolean {
  return status === 410;
}
