import {
  requestLinkSeconds,
  requestTypesIn,
  translated,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { policyOf, rightOf } from '../request/policies';
import type { RequestDetails } from '../request/request-details';
import type { RequestRow } from '../request/request-row';

/** What identity needs to start a challenge, besides its subject and its address. */
export interface ChallengeTemplate extends Pick<
  StartChallengeTask,
  'message_kind' | 'reusable' | 'lifetime_seconds' | 'return_to'
> {
  readonly variables: Readonly<Record<string, string>>;
}

/** A code to type, as at Fides. */
export const codeChallenge: ChallengeTemplate = {
  message_kind: 'subject_identity_verification',
  reusable: false,
  variables: {},
};

/** The same, with what was asked for in the person's name. */
export function requestChallenge({
  policy_key,
  locale,
}: Pick<RequestRow, 'policy_key' | 'locale'>): ChallengeTemplate {
  return {
    ...codeChallenge,
    variables: { request_types: requestTypesIn(policyOf(policy_key).actions, locale) },
  };
}

/** Fides' consent pages send the same code with every change. */
export const reusableCodeChallenge: ChallengeTemplate = { ...codeChallenge, reusable: true };

/** A link to follow within a quarter of an hour, as at Didomi. */
export function linkChallenge(
  { policy_key, locale }: Pick<RequestRow, 'policy_key' | 'locale'>,
  { dsar }: RequestDetails,
): ChallengeTemplate {
  return {
    message_kind: 'request-verify',
    lifetime_seconds: requestLinkSeconds,
    variables: { user_right_label: translated(rightOf(policy_key).label, locale) },
    ...(dsar?.redirect_url && { return_to: dsar.redirect_url }),
  };
}
