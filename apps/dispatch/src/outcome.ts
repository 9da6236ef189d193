import { nextDelayMs } from '@subjectline/bus';
import {
  messageKind,
  type MessageKindId,
  type MessageReason,
  type MessageState,
} from '@subjectline/contracts';
import { ProviderError } from '@subjectline/providers';

/** How a try ended. */
export type AttemptResult =
  | { readonly outcome: 'sent'; readonly providerMessageId: string | null }
  | {
      readonly outcome: Exclude<MessageReason, 'no_provider' | 'no_address' | 'no_wording'>;
      readonly code: string | null;
      readonly retryAfterMs?: number | undefined;
    };

/** What becomes of the message. */
export interface Verdict {
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  readonly nextAttemptAt: Date | null;
}

/** What an error of the send means. What is no `ProviderError` is a bug of ours, and nobody knows what left the house. */
export function resultOf(error: unknown): AttemptResult {
  if (!(error instanceof ProviderError)) return { outcome: 'unknown', code: null };
  const { outcome, retryAfterMs, status, code } = error;
  return { outcome, code: code ?? status?.toString() ?? null, retryAfterMs };
}

/**
 * Decides after a try: done, again, or over.
 * @param attempt the number of the try that has ended, counted from 1
 */
export function judge(
  kind: MessageKindId,
  result: AttemptResult,
  attempt: number,
  { now, expiresAt }: { now: Date; expiresAt: Date | null },
): Verdict {
  if (result.outcome === 'sent') return { state: 'sent', reason: null, nextAttemptAt: null };
  const { lane, whenUnknown } = messageKind(kind);
  const { outcome: reason } = result;
  if (reason === 'unknown' && whenUnknown === 'hold')
    return { state: 'unknown', reason, nextAttemptAt: null };
  const mayRepeat = reason === 'throttled' || reason === 'unavailable' || reason === 'unknown';
  const delayMs = mayRepeat ? nextDelayMs(lane, attempt, { retryAfterMs: result.retryAfterMs ?? 0 }) : null;
  if (delayMs === null) return { state: 'failed', reason, nextAttemptAt: null };
  const nextAttemptAt = new Date(now.getTime() + delayMs);
  if (expiresAt && nextAttemptAt >= expiresAt) return { state: 'expired', reason, nextAttemptAt: null };
  return { state: 'queued', reason, nextAttemptAt };
}
