import { providerReasonTexts, type ProviderReason } from '@subjectline/contracts';

/** What a vendor's answer, or its silence, means for the message. */
export type Outcome =
  /** the vendor will not take this message, now or later */
  | 'refused'
  /** too much at once; `retryAfterMs` when the vendor said how long */
  | 'throttled'
  /** nothing was sent, or the vendor says it did not take it; later may work */
  | 'unavailable'
  /** the key, sender or domain is wrong: no message will pass until an operator acts */
  | 'misconfigured'
  /** the request left, no response came: the person may or may not get the message, so it is not simply repeated */
  | 'unknown';

export interface ProviderFailure {
  serviceType: string;
  label: string;
  outcome: Outcome;
  /** what exactly is wrong, where the vendor says it */
  reason?: ProviderReason;
  status?: number;
  /** the vendor's own code (`21211`) or the network's (`ECONNREFUSED`) */
  code?: string;
  retryAfterMs?: number;
}

const sentences: Record<Outcome, string> = {
  refused: 'refused the message',
  throttled: 'asks to slow down',
  unavailable: 'is not available',
  misconfigured: 'does not accept the settings of this account',
  unknown: 'did not say whether it took the message',
};

/** The same for a check of the settings: there was no message that could have been taken, or is to be looked up. */
const sentencesOfCheck: Record<Outcome, string> = {
  ...sentences,
  refused: 'refused the check',
  unknown: 'gave no usable answer',
};

const whyUnchecked: Partial<Record<ProviderReason, string>> = {
  vendor_silent:
    'the connection broke or the time ran out; check again, and if it stays, check the network and the base address',
  answer_unreadable: 'a proxy or a wrong base address may have answered',
};

/**
 * The vendor decided. Its sentence is ours and nothing of the vendor's is kept: its bodies repeat the address that was
 * written to, and the SDKs' own errors hold the Authorization header.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly serviceType: string;
  readonly outcome: Outcome;
  readonly reason?: ProviderReason;
  readonly status?: number;
  readonly code?: string;
  readonly retryAfterMs?: number;
  readonly #label: string;

  constructor({ serviceType, label, outcome, reason, status, code, retryAfterMs }: ProviderFailure) {
    const why = reason ? `: ${providerReasonTexts[reason]}` : '';
    super(`${label} ${sentences[outcome]}${why}${detailOf({ reason, status, code })}`);
    this.#label = label;
    this.serviceType = serviceType;
    this.outcome = outcome;
    if (reason !== undefined) this.reason = reason;
    if (status !== undefined) this.status = status;
    if (code !== undefined) this.code = code;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }

  /** For a check of the settings. */
  get messageOfCheck(): string {
    const { reason, outcome } = this;
    const unchecked = reason && whyUnchecked[reason];
    if (unchecked) return `${this.#label} ${sentencesOfCheck[outcome]} (${unchecked})`;
    const why = reason ? `: ${providerReasonTexts[reason]}` : '';
    return `${this.#label} ${sentencesOfCheck[outcome]}${why}${detailOf(this)}`;
  }

  get retryable(): boolean {
    return this.outcome === 'throttled' || this.outcome === 'unavailable';
  }
}

/** The network's codes mean nothing to an operator; they are kept beside the sentence. */
function detailOf({ reason, status, code }: Pick<ProviderError, 'reason' | 'status' | 'code'>): string {
  const detail = status ?? (reason ? undefined : code);
  return detail === undefined ? '' : ` (${detail})`;
}
