import type { AssuranceLevel, ProofKind, ProofMethod } from '@subjectline/contracts';

/** `verification` of a receipt. It names the person by a keyed digest alone. */
export interface VerificationClaims {
  readonly channel: 'email' | 'phone_number';
  /** Null: told by a version that did not say. */
  readonly method: ProofMethod | null;
  readonly verified_at: string;
  /** 1: control of one address; docs/assurance.md has the others. */
  readonly assurance_level: AssuranceLevel;
  /** Every step, in its order; where there was one, it is that of `channel`. */
  readonly steps?: readonly { readonly kind: ProofKind; readonly proved_at: string }[];
  readonly address_digest: string | null;
  /** Of a privacy request: what it is for. */
  readonly request?: {
    readonly policy_key: string;
    readonly actions: readonly string[];
    readonly reference: string | null;
  };
}
