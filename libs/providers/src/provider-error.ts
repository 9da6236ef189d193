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
    // the network's codes mean nothing to an operator; they are kept beside the sentence
    const detail = status ?? (reason ? undefined : code);
    super(`${label} ${sentences[outcome]}${why}${detail === undefined ? '' : ` (${detail})`}`);
    this.#label = label;
    this.serviceType = serviceType;
    this.outcome = outcome;
    if (reason !== undefined) this.reason = reason;
    if (status !== undefined) this.status = status;
    if (code !== undefined) this.code = code;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }

  /** For a check of the settings: there was no message that could have been taken. */
  get messageOfCheck(): string {
    if (this.reason !== 'answer_unreadable') return this.message;
    return `${this.#label} gave no usable answer (a proxy or a wrong base address may have answered)`;
  }

  get retryable(): boolean {
    return this.outcome === 'throttled' || this.outcome === 'unavailable';
  }
}
