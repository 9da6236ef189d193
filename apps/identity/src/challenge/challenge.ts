import {
  messageKind,
  type Channel,
  type ErrorCode,
  type LinkState,
  type MessageKindId,
} from '@subjectline/contracts';

/** What the person holds: the secrets of the last message that was sent, with its channel and address. */
export interface HeldSecrets {
  readonly channel: Channel;
  /** Keyed digest of the address, for limits; null for a link that identity did not send. */
  readonly identifier_digest: string | null;
  readonly message_kind: MessageKindId;
  readonly locale: string;
  /** Where the page behind the link leads to after it was followed. */
  readonly return_to: string | null;
  /** Null when no code can be right: the challenge is a link, or no message was ever sent. */
  readonly code_digest: string | null;
  /** The challenge that the code was drawn for: this one, or an earlier one whose code its person still holds. */
  readonly code_of: string;
  readonly link_digest: string | null;
  readonly proof_expires_at: Date;
  /** The code that was sent before this one; it stays right until its own expiry. */
  readonly previous_code_digest: string | null;
  readonly previous_code_of: string | null;
  readonly previous_expires_at: Date | null;
}

export interface NewChallenge extends HeldSecrets {
  readonly organization: string;
  readonly id: string;
  readonly about: string;
  readonly reusable: boolean;
  /** Wrong guesses at any of its codes. */
  readonly tries: number;
  readonly maximum_tries: number;
  readonly expires_at: Date;
}

export interface Challenge extends NewChallenge {
  readonly state: 'open' | 'verified' | 'exhausted' | 'replaced' | 'disowned';
  /** When a reusable code was right for the first time. */
  readonly first_verified_at: Date | null;
  readonly settled_at: Date | null;
}

export const noPrevious = { previous_code_digest: null, previous_code_of: null, previous_expires_at: null };

/** Whether following the link verifies the person. The link beside a code can only disown the challenge. */
export function isLinkChallenge({ message_kind }: Pick<HeldSecrets, 'message_kind'>): boolean {
  return messageKind(message_kind).proofLink !== undefined;
}

/** Why a guess at the code is refused unchecked, or null. */
export function guessRefusal(challenge: Challenge, now: Date): ErrorCode | null {
  const { state, tries, maximum_tries, expires_at } = challenge;
  if (state === 'verified') return 'code_used';
  // guesses cannot end a link challenge, as its link stays valid: they are counted past the max
  if (state !== 'open' || expires_at <= now || tries > maximum_tries) return 'code_expired';
  return tries === maximum_tries ? 'code_limit' : null;
}

/** The codes that may still be entered: the last that was sent, and the one before it. */
export function validCodes(challenge: HeldSecrets, now: Date): { digest: string; of: string }[] {
  const { code_digest, code_of, proof_expires_at } = challenge;
  const { previous_code_digest, previous_code_of, previous_expires_at } = challenge;
  const codes = [
    { digest: code_digest, of: code_of, expiresAt: proof_expires_at },
    { digest: previous_code_digest, of: previous_code_of, expiresAt: previous_expires_at },
  ];
  return codes.flatMap(({ digest, of, expiresAt }) =>
    digest !== null && of !== null && expiresAt !== null && expiresAt > now ? [{ digest, of }] : [],
  );
}

/** Whether the person was verified: a used challenge cannot be disowned. */
export function wasVerified({ state, first_verified_at }: Challenge): boolean {
  return state === 'verified' || first_verified_at !== null;
}

/** Until when its message is valid, or null when it no longer is. */
export function validUntil({ expires_at, proof_expires_at }: Challenge, now: Date): Date | null {
  const until = expires_at < proof_expires_at ? expires_at : proof_expires_at;
  return until > now ? until : null;
}

export function linkState(challenge: Challenge, now: Date): LinkState {
  if (challenge.state === 'disowned') return 'disowned';
  if (wasVerified(challenge)) return 'used';
  return challenge.state !== 'open' || !validUntil(challenge, now) ? 'expired' : 'open';
}
