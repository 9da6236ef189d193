import { messageKind, type StartChallengeTask } from '@subjectline/contracts';
import { drawCode } from './code';
import { drawLinkToken, linkAddress } from './link-token';

/** The secrets drawn for a challenge. In clear they are only in its message. */
export interface ChallengeSecrets {
  readonly code: string | null;
  readonly linkToken: string | null;
}

/**
 * A link when the message kind has a parameter for one, else a code. A mail with a code also has a link to disown the
 * challenge; a text message is too short for it.
 */
export function drawSecrets({ message_kind, channel }: StartChallengeTask): ChallengeSecrets {
  const { proofLink, parameters } = messageKind(message_kind);
  if (proofLink) return { code: null, linkToken: drawLinkToken() };
  const hasLink = channel === 'email' && Object.hasOwn(parameters, 'not_me_link');
  return { code: drawCode(), linkToken: hasLink ? drawLinkToken() : null };
}

/** The variables that identity adds to the caller's: the secrets, and how long they are valid. */
export function secretVariables(
  { message_kind }: StartChallengeTask,
  { code, linkToken }: ChallengeSecrets,
  lifetimeSeconds: number,
  publicUrl: string,
): Record<string, string> {
  const { proofLink = 'not_me_link', parameters } = messageKind(message_kind);
  // rounded down, as at Fides
  const minutes = Math.floor(lifetimeSeconds / 60);
  const days = Math.floor(lifetimeSeconds / 86_400);
  return {
    ...(code !== null && { code }),
    ...(linkToken !== null && { [proofLink]: linkAddress(publicUrl, linkToken) }),
    ...(Object.hasOwn(parameters, 'minutes') && { minutes: String(minutes) }),
    // the wording has the plural only, and leaves shorter times out
    ...(Object.hasOwn(parameters, 'days') && days > 1 && { days: String(days) }),
  };
}
