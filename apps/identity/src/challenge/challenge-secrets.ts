import { messageKind, type StartChallengeTask } from '@subjectline/contracts';
import { drawCode } from './code';
import { drawLinkToken, linkAddress } from './link-token';

/** What is drawn for a challenge; in clear it stands in its message alone. */
export interface Proof {
  readonly code: string | null;
  readonly linkToken: string | null;
}

/**
 * A link where the kind of message has a parameter for one, and a code otherwise. A mail with a code has a link besides,
 * to say that the code was not asked for; a text message is too short for it.
 */
export function drawProof({ message_kind, channel }: StartChallengeTask): Proof {
  const { proofLink, parameters } = messageKind(message_kind);
  if (proofLink) return { code: null, linkToken: drawLinkToken() };
  const hasLink = channel === 'email' && Object.hasOwn(parameters, 'not_me_link');
  return { code: drawCode(), linkToken: hasLink ? drawLinkToken() : null };
}

/** What the message says besides the caller's own words: the proof, and for how long it is good. */
export function proofVariables(
  { message_kind }: StartChallengeTask,
  { code, linkToken }: Proof,
  lifetimeSeconds: number,
  publicUrl: string,
): Record<string, string> {
  const { proofLink = 'not_me_link', parameters } = messageKind(message_kind);
  // whole ones, rounded down, as Fides counts them
  const minutes = Math.floor(lifetimeSeconds / 60);
  const days = Math.floor(lifetimeSeconds / 86_400);
  return {
    ...(code !== null && { code }),
    ...(linkToken !== null && { [proofLink]: linkAddress(publicUrl, linkToken) }),
    ...(Object.hasOwn(parameters, 'minutes') && { minutes: String(minutes) }),
    // the words speak of days in the plural; of a shorter time they say nothing
    ...(Object.hasOwn(parameters, 'days') && days > 1 && { days: String(days) }),
  };
}
