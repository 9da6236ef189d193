import {
  isLinkChallenge,
  noPrevious,
  type Challenge,
  type HeldSecrets,
  type NewChallenge,
} from './challenge';

/** What the message of a code says about the code before it. */
export type EarlierCode = 'works' | 'ended' | null;

/**
 * The challenge that follows the latest for its subject. Wrong guesses carry over while it can be guessed at, whether the
 * next message is sent or not: asking again gives no further tries, and does not reveal whether a limit is exceeded.
 */
export function nextChallenge(
  latest: Challenge | null,
  fresh: NewChallenge,
  isSent: boolean,
  now: Date,
): NewChallenge {
  const tries = latest && canBeGuessedAt(latest, now) ? latest.tries : 0;
  const held = latest && heldIn(latest, now);
  if (isSent) return { ...fresh, tries, ...previousOf(held, fresh) };
  // a code that was not sent is not stored, so that no guess can match it
  return { ...fresh, tries, code_digest: null, ...held };
}

/** @param next the challenge just created; its message is sent */
export function earlierCode(latest: Challenge | null, next: NewChallenge, now: Date): EarlierCode {
  if (next.previous_code_digest !== null) return 'works';
  if (!latest || isLinkChallenge(latest) || latest.expires_at <= now) return null;
  const wasSent = latest.state === 'exhausted' || (latest.state === 'open' && latest.code_digest !== null);
  return wasSent ? 'ended' : null;
}

function canBeGuessedAt({ state, expires_at, tries, maximum_tries }: Challenge, now: Date): boolean {
  return state === 'open' && expires_at > now && tries < maximum_tries;
}

/**
 * The secrets that the person can still use: if the next message is suppressed, they stay valid until their own expiry, so
 * that asking too often does not leave the person without any.
 */
function heldIn(latest: Challenge, now: Date): HeldSecrets | null {
  if (latest.state !== 'open' || latest.proof_expires_at <= now) return null;
  const isUsable = isLinkChallenge(latest) || (latest.code_digest !== null && canBeGuessedAt(latest, now));
  return isUsable ? secretsOf(latest) : null;
}

function secretsOf(latest: Challenge): HeldSecrets {
  const { channel, identifier_digest, message_kind, locale, return_to } = latest;
  const { code_digest, code_of, link_digest, proof_expires_at } = latest;
  const { previous_code_digest, previous_code_of, previous_expires_at } = latest;
  const message = { channel, identifier_digest, message_kind, locale, return_to };
  const previous = { previous_code_digest, previous_code_of, previous_expires_at };
  return { ...message, code_digest, code_of, link_digest, proof_expires_at, ...previous };
}

/** A code that was sent over another channel verifies another address, so it is not kept beside the new one. */
function previousOf(held: HeldSecrets | null, fresh: NewChallenge): typeof noPrevious | Partial<HeldSecrets> {
  if (!held || held.code_digest === null || fresh.code_digest === null || held.channel !== fresh.channel) {
    return noPrevious;
  }
  const { code_digest, code_of, proof_expires_at } = held;
  return {
    previous_code_digest: code_digest,
    previous_code_of: code_of,
    previous_expires_at: proof_expires_at,
  };
}
