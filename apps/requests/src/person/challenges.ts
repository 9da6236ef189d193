import {
  requestLinkSeconds,
  requestTypesIn,
  stepsIn,
  type Channel,
  translated,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { missingSteps, proofKindOf } from '../assurance/levels';
import { assuranceOf, provedKinds } from '../assurance/request-assurance';
import { policyOf, rightOf } from '../request/policies';
import type { RequestDetails } from '../request/request-details';
import type { RequestRow } from '../request/request-row';
import { brandOf } from './brand';

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

/** The same, with what was asked for in the person's name, and what is needed besides. */
export function requestChallenge(row: RequestRow, channel: Channel): ChallengeTemplate {
  const request_types = requestTypesIn(policyOf(row.policy_key).actions, row.locale);
  const other_steps = otherSteps(row, channel);
  const raised = assuranceOf(row).raised && { is_raised: 'yes' };
  return { ...codeChallenge, variables: { request_types, ...other_steps, ...raised, ...brandOf(row) } };
}

/** The steps that are left for the person besides the address on this channel. */
function otherSteps(row: RequestRow, channel: Channel): Record<string, string> {
  const assurance = assuranceOf(row);
  const proved = [...provedKinds(assurance), proofKindOf(channel)];
  const steps = missingSteps(assurance.required, proved);
  const words = stepsIn(steps, row.locale);
  return words ? { other_steps: words } : {};
}

/** Fides' consent pages send the same code with every change. */
export function consentChallenge(row: { readonly property_id: string | null }): ChallengeTemplate {
  return { ...codeChallenge, reusable: true, variables: brandOf(row) };
}

/** What the person is told of what follows. */
export interface Reminder {
  readonly isLast: boolean;
  /** When the request is closed unless they confirm it. Null: it is not. */
  readonly closesAt: Date | null;
}

/** Long enough for a mail that is read at the weekend. */
const reminderSeconds = 3 * 86_400;

/** A link, once more: what was sent first has expired, and the page where it was to be typed is closed. */
export function reminderChallenge(
  row: Pick<RequestRow, 'policy_key' | 'locale'>,
  details: RequestDetails,
  reminder: Reminder,
): ChallengeTemplate {
  const challenge = linkChallenge(row, details);
  return {
    ...challenge,
    message_kind: 'privacy_request_verification_reminder',
    lifetime_seconds: reminderSeconds,
    variables: { ...challenge.variables, ...reminderVariables(reminder) },
  };
}

export function reminderVariables({ isLast, closesAt }: Reminder): Record<string, string> {
  return {
    ...(isLast && { last_reminder: 'yes' }),
    ...(closesAt && { closes_on: closesAt.toISOString() }),
  };
}

/** As long as what was closed keeps who made it, unless the operator has it deleted sooner. */
const notIdentifiedSeconds = 7 * 86_400;

/** A link that opens a request again which was closed because no one had confirmed it. */
export function notIdentifiedChallenge(
  row: Pick<RequestRow, 'policy_key' | 'locale'>,
  details: RequestDetails,
  facts: Readonly<Record<string, string>>,
): ChallengeTemplate {
  const challenge = linkChallenge(row, details);
  return {
    ...challenge,
    message_kind: 'privacy_request_not_identified',
    lifetime_seconds: notIdentifiedSeconds,
    variables: { ...facts, ...challenge.variables },
  };
}

/** Long enough to ask a lawyer what perjury is. */
const declarationSeconds = 7 * 86_400;

/** A link to the page where a declaration is signed. */
export function declarationChallenge(
  { policy_key, locale }: Pick<RequestRow, 'policy_key' | 'locale'>,
  closesAt: Date | null,
): ChallengeTemplate {
  const user_right_label = translated(rightOf(policy_key).label, locale);
  const closing = closesAt && { closes_on: closesAt.toISOString() };
  return {
    message_kind: 'privacy_request_declaration',
    lifetime_seconds: declarationSeconds,
    variables: { user_right_label, ...closing },
  };
}

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
