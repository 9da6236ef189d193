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
  readonly code_digest: string | null;
  /** The challenge that the code was drawn for: this one, or an earlier one whose code its person still holds. */
  readonly code_of: string;
  readonly link_digest: string | null;
  readonly proof_expires_at: Date;
}

export interface NewChallenge extends HeldProof {
  readonly organization: string;
  readonly id: string;
  readonly about: string;
  readonly reusable: boolean;
  readonly maximum_tries: number;
  readonly expires_at: Date;
}

export interface Challenge extends NewChallenge {
  readonly state: 'open' | 'verified' | 'exhausted' | 'replaced' | 'disowned';
  readonly tries: number;
  /** When a reusable code was right for the first time. */
  readonly first_verified_at: Date | null;
  readonly settled_at: Date | null;
}

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

/** Whether the proof was given: nobody can disown what they have used. */
export function wasProved({ state, first_verified_at }: Challenge): boolean {
  return state === 'verified' || first_verified_at !== null;
}

export function linkState(challenge: Challenge, now: Date): LinkState {
  if (challenge.state === 'disowned') return 'disowned';
  if (wasProved(challenge)) return 'used';
  const isPast = challenge.expires_at <= now || challenge.proof_expires_at <= now;
  return challenge.state !== 'open' || isPast ? 'expired' : 'open';
}

/**
 * A challenge whose own message goes to nobody: the code or link that its person holds stays right for as long as it
 * would have been, so that nobody is left with none by asking too often. Tries and expiry are the new one's, as if it
 * were any other.
 */
export function withProofOf(latest: Challenge | null, fresh: NewChallenge, now: Date): NewChallenge {
  if (latest?.state !== 'open' || latest.proof_expires_at <= now) return fresh;
  if (!isProvedByLink(latest) && latest.tries >= latest.maximum_tries) return fresh;
  const { channel, identifier_digest, message_kind, locale, return_to } = latest;
  const { code_digest, code_of, link_digest, proof_expires_at } = latest;
  const message = { channel, identifier_digest, message_kind, locale, return_to };
  return { ...fresh, ...message, code_digest, code_of, link_digest, proof_expires_at };
}
