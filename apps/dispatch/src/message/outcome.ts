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

/** The outcome of the message. */
export interface Verdict {
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  readonly nextAttemptAt: Date | null;
  /** The account that makes the next try, when it is another one. */
  readonly handover?: Handover | null;
  /** It is held until an account works, at the latest until then. */
  readonly heldUntil?: Date;
  /** Its account takes other messages and not this one: its next try begins anew with the first account. */
  readonly isSetAside?: true;
}

/** The outcome that an error means. Any error but a `ProviderError` is a bug, after which the message may have left. */
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

/** A vendor's id if it can be stored and shown, else null. The message was taken either way. */
export function readableId(id: string | null): string | null {
  const trimmed = id?.trim() ?? '';
  return trimmed.length <= maxIdLength && printable.test(trimmed) ? trimmed : null;
}

/** Outcomes after which another try may succeed. */
export type FailureOutcome = Exclude<TryOutcome, 'sent' | 'refused'>;
export type Failure = AttemptResult & { readonly outcome: FailureOutcome };

/** A refusal of a message is no failure of the account: the vendor has read the message. */
export function isFailure(result: AttemptResult): result is Failure {
  return result.outcome !== 'sent' && result.outcome !== 'refused';
}

/** Refusals that depend on the recipient or the wording: the account may well take other messages. */
export const reasonsOfMessage: readonly ProviderReason[] = [
  'country_not_enabled',
  'trial_account',
  'reply_to_invalid',
];

/** Whether a failure says nothing of the account's other messages. */
export function isOfMessage({ reason }: Failure): boolean {
  return reason !== undefined && reasonsOfMessage.includes(reason);
}

/**
 * Whether a failure proves nothing of its account, one way or the other. A recipient's server that takes a message later
 * is waited for as usual.
 */
export function isNoSignOfAccount(failure: Failure): boolean {
  return isOfMessage(failure) || failure.reason === 'recipient_deferred';
}

/**
 * The waits of a message that its account refuses for its recipient or wording; the last one repeats. An operator has to
 * act: these tries find out whether it was done at the vendor, where nothing tells us.
 */
const setAsideSteps = [1, 4, 24].map((hours) => hours * 3_600_000);

/** How often the same code is sent at most when it is unknown whether the first one arrived. */
const maxCopies = 2;
/** A held message is tried again after this time in any case. */
const maxHoldMs = 3_600_000;

/** What a verdict depends on, besides the outcome. */
export interface Circumstances {
  readonly now: Date;
  /** No try begins after this moment. */
  readonly lastMoment: Date | null;
  /** Another account to make the next try. */
  readonly handover: Handover | null;
  /** Counted from 1; without those that failed while the account did not work. */
  readonly attempt: number;
  /** All tries, this one included. */
  readonly tries: number;
  /** Tries that the vendor may have taken, this one included. */
  readonly unknowns: number;
  /** Whether the account that was tried works, or else another one that could take the message. */
  readonly working: 'this' | 'another' | 'none';
}

/** Decides after a try: sent, to be tried again, or ended. */
export function verdictAfter(
  kind: MessageKindId,
  result: AttemptResult,
  circumstances: Circumstances,
): Verdict {
  const { now, lastMoment, handover, attempt, unknowns, working } = circumstances;
  if (result.outcome === 'sent') return over('sent', null);
  const { outcome: reason } = result;
  if (!isFailure(result)) return over('failed', reason);
  const { lane, whenUnknown } = messageKind(kind);
  if (reason === 'unknown' && (whenUnknown === 'hold' || unknowns >= maxCopies)) {
    return over('unknown', reason);
  }
  if (!handover && working === 'none') return held(reason, now, lastMoment);
  if (!handover && working === 'this' && isOfMessage(result)) {
    return setAside(reason, circumstances);
  }
  // a delay that one provider asked for does not concern the next
  const retryAfterMs = handover || working === 'another' ? 0 : (result.retryAfterMs ?? 0);
  const delayMs = nextDelayMs(lane, working === 'another' ? 1 : attempt, { retryAfterMs });
  if (delayMs === null) return over('failed', reason);
  const nextAttemptAt = new Date(now.getTime() + delayMs);
  if (lastMoment && nextAttemptAt >= lastMoment) return over('expired', reason);
  return { state: 'queued', reason, nextAttemptAt, handover };
}

/** When a held message is tried again at the latest. */
export function holdUntil(now: Date, lastMoment: Date | null): Date {
  const longest = now.getTime() + maxHoldMs;
  return new Date(lastMoment ? Math.min(longest, lastMoment.getTime()) : longest);
}

function held(reason: MessageReason, now: Date, lastMoment: Date | null): Verdict {
  if (lastMoment && lastMoment <= now) return over('expired', reason);
  return { state: 'queued', reason, nextAttemptAt: null, heldUntil: holdUntil(now, lastMoment) };
}

/** It uses up no tries: the operator gets time, whatever it takes. A code is kept until it expires. */
function setAside(reason: MessageReason, { now, lastMoment, tries }: Circumstances): Verdict {
  if (lastMoment && lastMoment <= now) return over('expired', reason);
  const waitMs = setAsideSteps[Math.min(tries, setAsideSteps.length) - 1] ?? 0;
  const atMs = Math.min(now.getTime() + waitMs, lastMoment?.getTime() ?? Infinity);
  return { state: 'queued', reason, nextAttemptAt: new Date(atMs), isSetAside: true };
}

function over(state: MessageState, reason: MessageReason | null): Verdict {
  return { state, reason, nextAttemptAt: null };
}
