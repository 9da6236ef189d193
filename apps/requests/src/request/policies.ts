import {
  userRights,
  type ListedAction,
  type RequestAction,
  type RequestPolicy,
  type UserRight,
} from '@subjectline/contracts';
import type { RequestRow } from './request-row';

/** The policies that Fides ships. */
const policies: readonly RequestPolicy[] = [
  { key: 'default_access_policy', name: 'Default Access Policy', actions: ['access'], answer_days: 45 },
  { key: 'default_erasure_policy', name: 'Default Erasure Policy', actions: ['erasure'], answer_days: 45 },
  { key: 'default_consent_policy', name: 'Default Consent Policy', actions: ['consent'], answer_days: 45 },
];

export function findPolicy(key: string): RequestPolicy | null {
  return policies.find((policy) => policy.key === key) ?? null;
}

/** The keys of the policies with one of these actions. */
export function policyKeysWith(wanted: readonly ListedAction[]): string[] {
  const hasOne = ({ actions }: RequestPolicy) => actions.some((action) => wanted.includes(action));
  return policies.filter(hasOne).map(({ key }) => key);
}

export function policyOf(key: string): RequestPolicy {
  const policy = findPolicy(key);
  if (!policy) throw new Error(`a request of the unknown policy ${key} is stored`);
  return policy;
}

export function carriesOnlyConsent(key: string): boolean {
  return policyOf(key).actions.every((action) => action === 'consent');
}

/** The user right of Didomi's API for the same policy. */
export function rightOf(policyKey: string): UserRight {
  const right = userRights.find((one) => one.policyKey === policyKey);
  if (!right) throw new Error(`no user right stands for the policy ${policyKey}`);
  return right;
}

/**
 * What a request asks for, and in how many days it has to be answered where no law is known. Fides' policies have one number
 * of days; each user right of Didomi's API has its own.
 */
export function answerOf({ family, policy_key }: Pick<RequestRow, 'family' | 'policy_key'>): {
  right: RequestAction;
  policyDays: number;
} {
  const { actions, answer_days } = policyOf(policy_key);
  const policyDays = family === 'fides' ? answer_days : rightOf(policy_key).expiration_time;
  return { right: actions[0] ?? 'access', policyDays };
}
