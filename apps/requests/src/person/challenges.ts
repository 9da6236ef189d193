import { requestLinkSeconds, translated, type StartChallengeTask } from '@subjectline/contracts';
import type { RequestDetails } from './person-vault';
import { rightOf } from '../request/policies';
import type { RequestRow } from '../request/request.store';

/** What identity is told of the proof that it is to ask for. */
export interface Proof extends Pick<
  StartChallengeTask,
  'message_kind' | 'reusable' | 'lifetime_seconds' | 'return_to'
> {
  readonly variables: Readonly<Record<string, string>>;
}

/** Fides has persons type a code. */
export const codeProof: Proof = {
  message_kind: 'subject_identity_verification',
  reusable: false,
  variables: {},
};

/** Fides' consent pages send the same code with every change. */
export const reusableCodeProof: Proof = { ...codeProof, reusable: true };

/** Didomi has persons follow a link, for a quarter of an hour. */
export function linkProof(
  { policy_key, locale }: Pick<RequestRow, 'policy_key' | 'locale'>,
  { dsar }: RequestDetails,
): Proof {
  return {
    message_kind: 'request-verify',
    lifetime_seconds: requestLinkSeconds,
    variables: { user_right_label: translated(rightOf(policy_key).label, locale) },
    ...(dsar?.redirect_url && { return_to: dsar.redirect_url }),
  };
}
