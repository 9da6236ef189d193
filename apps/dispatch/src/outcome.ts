import { nextDelayMs } from '@subjectline/bus';
import {
  messageKind,
  type Handover,
  type MessageKindId,
  type MessageReason,
  type MessageState,
  type ProviderReason,
  type TryOutcome,
} from '@subjectline/contracts';
import { ProviderError } from '@subjectline/providers';
import { SealBroken } from '@subjectline/storage';

/** How a try ended. */
export type AttemptResult =
  | { readonly outcome: 'sent'; readonly providerMessageId: string | null }
  | {
      readonly outcome: Exclude<TryOutcome, 'sent'>;
      readonly code: string | null;
      /** What exactly is wrong, where the provider said it. */
      readonly reason?: ProviderReason | undefined;
      readonly retryAfterMs?: number | undefined;
    };

/** What becomes of the message. */
export interface Verdict {
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  readonly nextAttemptAt: Date | null;
  /** Who makes the next try, when it is another. */
  readonly handover?: Handover | null;
}

/** What an error of the send means. What is no `ProviderError` is a bug of ours, and nobody knows what left the house. */
export function resultOf(error: unknown): AttemptResult {
  // before anything left: the secrets were sealed with a key that is gone
  if (error instanceof SealBroken) return { outcome: 'misconfigured', code: 'secrets-sealed' };
  if (!(error instanceof ProviderError)) return { outcome: 'unknown', code: null };
  const { outcome, reason, retryAfterMs, status, code } = error;
  return { outcome, code: code ?? status?.toString() ?? null, reason, retryAfterMs };
}

/** An id of at most this many characters is kept. */
const maxIdLength = 255;
const printable = /^[^\p{C}\p{Z}]+(?: [^\p{C}\p{Z}]+)*$/u;

/** A vendor's id as it can be stored and shown; null for what is none. The message was taken all the same. */
export function readableId(id: string | null): string | null {
  const trimmed = id?.trim() ?? '';
  return trimmed.length <= maxIdLength && printable.test(trimmed) ? trimmed : null;
}

/** What a verdict depends on, besides the outcome. */
export interface Circumstances {
  readonly now: Date;
  /** No try begins after this moment. */
  readonly lastMoment: Date | null;
  /** Somebody else to make the next try. */
  readonly handover: Handover | null;
}

/**
 * Decides after a try: done, again, or over.
 * @param attempt the number of the try that has ended, counted from 1
 */
export function judge(
  kind: MessageKindId,
  result: AttemptResult,
  attempt: number,
  { now, lastMoment, handover }: Circumstances,
): Verdict {
  if (result.outcome === 'sent') return { state: 'sent', reason: null, nextAttemptAt: null };
  const { lane, whenUnknown } = messageKind(kind);
  const { outcome: reason } = result;
  if (reason === 'unknown' && whenUnknown === 'hold')
    return { state: 'unknown', reason, nextAttemptAt: null };
  const mayRepeat = handover || reason === 'throttled' || reason === 'unavailable' || reason === 'unknown';
  // what one provider asked for is no business of the next
  const retryAfterMs = handover ? 0 : (result.retryAfterMs ?? 0);
  const delayMs = mayRepeat ? nextDelayMs(lane, attempt, { retryAfterMs }) : null;
  if (delayMs === null) return { state: 'failed', reason, nextAttemptAt: null };
  const nextAttemptAt = new Date(now.getTime() + delayMs);
  if (lastMoment && nextAttemptAt >= lastMoment) return { state: 'expired', reason, nextAttemptAt: null };
  return { state: 'queued', reason, nextAttemptAt, handover };
}
