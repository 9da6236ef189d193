import {
  messageKind,
  type Channel,
  type ErrorCode,
  type LinkState,
  type MessageKindId,
} from '@subjectline/contracts';

/** What its person holds: what went out in the last message that did go out, and over which channel to whom. */
export interface HeldProof {
  readonly channel: Channel;
  /** Keyed digest of the address, to count under; null for a link that nobody was sent. */
  readonly identifier_digest: string | null;
  readonly message_kind: MessageKindId;
  readonly locale: string;
  /** Where whoever has followed the link is sent on to. */
  readonly return_to: string | null;
  /** Null where there is none to be right: a link proves it, or no message ever went out. */
  readonly code_digest: string | null;
  /** The challenge that the code was drawn for: this one, or an earlier one whose code its person still holds. */
  readonly code_of: string;
  readonly link_digest: string | null;
  readonly proof_expires_at: Date;
  /** The code that was sent before this one: right as well, for its own time. */
  readonly previous_code_digest: string | null;
  readonly previous_code_of: string | null;
  readonly previous_expires_at: Date | null;
}

export interface NewChallenge extends HeldProof {
  readonly organization: string;
  readonly id: string;
  readonly about: string;
  readonly reusable: boolean;
  /** Wrong guesses, at whichever of its codes. */
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

/** Whether following the link is the proof; otherwise all it can say is that the code was not asked for. */
export function isProvedByLink({ message_kind }: Pick<HeldProof, 'message_kind'>): boolean {
  return messageKind(message_kind).proofLink !== undefined;
}

/** Why a guess at the code of a challenge is not looked at, or null when it is. */
export function guessRefusal(challenge: Challenge, now: Date): ErrorCode | null {
  const { state, tries, maximum_tries, expires_at } = challenge;
  if (state === 'verified') return 'code_used';
  // where guesses cannot end the challenge, for its link stays right, they are counted on past the limit
  if (state !== 'open' || expires_at <= now || tries > maximum_tries) return 'code_expired';
  return tries === maximum_tries ? 'code_limit' : null;
}

/** The codes that are right now: the last one that was sent, and the one before it. */
export function workingCodes(challenge: HeldProof, now: Date): { digest: string; of: string }[] {
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

/** Whether the proof was given: nobody can disown what they have used. */
export function wasProved({ state, first_verified_at }: Challenge): boolean {
  return state === 'verified' || first_verified_at !== null;
}

/** Until when its message is of use, or null when it no longer is. */
export function goodUntil({ expires_at, proof_expires_at }: Challenge, now: Date): Date | null {
  const until = expires_at < proof_expires_at ? expires_at : proof_expires_at;
  return until > now ? until : null;
}

export function linkState(challenge: Challenge, now: Date): LinkState {
  if (challenge.state === 'disowned') return 'disowned';
  if (wasProved(challenge)) return 'used';
  return challenge.state !== 'open' || !goodUntil(challenge, now) ? 'expired' : 'open';
}
