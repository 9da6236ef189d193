import { isProvedByLink, noPrevious, type Challenge, type HeldProof, type NewChallenge } from './challenge';

/** What the message of a code says of the one before it. */
export type EarlierCode = 'works' | 'ended' | null;

/**
 * What follows the latest challenge about the same thing. Its wrong guesses count on while it can be guessed at, whether
 * the next message goes out or not: asking again buys nobody a try, and tells nobody whether there is room in a budget.
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
  // what nobody was sent nobody can know: there is no code to be right by chance
  return { ...fresh, tries, code_digest: null, ...held };
}

/** @param next what follows `latest`, and was sent */
export function earlierCode(latest: Challenge | null, next: NewChallenge, now: Date): EarlierCode {
  if (next.previous_code_digest !== null) return 'works';
  if (!latest || isProvedByLink(latest) || latest.expires_at <= now) return null;
  const wasSent = latest.state === 'exhausted' || (latest.state === 'open' && latest.code_digest !== null);
  return wasSent ? 'ended' : null;
}

function canBeGuessedAt({ state, expires_at, tries, maximum_tries }: Challenge, now: Date): boolean {
  return state === 'open' && expires_at > now && tries < maximum_tries;
}

/**
 * What its person holds and can use: where the next message goes to nobody it stays right for as long as it would have
 * been, so that nobody is left with none by asking too often.
 */
function heldIn(latest: Challenge, now: Date): HeldProof | null {
  if (latest.state !== 'open' || latest.proof_expires_at <= now) return null;
  const isUsable = isProvedByLink(latest) || (latest.code_digest !== null && canBeGuessedAt(latest, now));
  return isUsable ? proofOf(latest) : null;
}

function proofOf(latest: Challenge): HeldProof {
  const { channel, identifier_digest, message_kind, locale, return_to } = latest;
  const { code_digest, code_of, link_digest, proof_expires_at } = latest;
  const { previous_code_digest, previous_code_of, previous_expires_at } = latest;
  const message = { channel, identifier_digest, message_kind, locale, return_to };
  const previous = { previous_code_digest, previous_code_of, previous_expires_at };
  return { ...message, code_digest, code_of, link_digest, proof_expires_at, ...previous };
}

/** A code that went another way proves another address: of that one the new challenge knows nothing. */
function previousOf(held: HeldProof | null, fresh: NewChallenge): typeof noPrevious | Partial<HeldProof> {
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
