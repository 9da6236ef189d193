import { userRights, type ListedAction, type RequestPolicy, type UserRight } from '@subjectline/contracts';
import type { RequestRow } from './request.store';

/** What a person can ask for, by the keys that Fides ships (contracts/fides, Privacy requests). */
const policies: readonly RequestPolicy[] = [
  { key: 'default_access_policy', name: 'Default Access Policy', actions: ['access'], answer_days: 45 },
  { key: 'default_erasure_policy', name: 'Default Erasure Policy', actions: ['erasure'], answer_days: 45 },
  { key: 'default_consent_policy', name: 'Default Consent Policy', actions: ['consent'], answer_days: 45 },
];

export function findPolicy(key: string): RequestPolicy | null {
  return policies.find((policy) => policy.key === key) ?? null;
}

/** The keys of the policies that do one of these. */
export function policiesThat(wanted: readonly ListedAction[]): string[] {
  const does = ({ actions }: RequestPolicy) => actions.some((action) => wanted.includes(action));
  return policies.filter(does).map(({ key }) => key);
}

export function policyOf(key: string): RequestPolicy {
  const policy = findPolicy(key);
  if (!policy) throw new Error(`a request of the unknown policy ${key} is stored`);
  return policy;
}

export function carriesOnlyConsent(key: string): boolean {
  return policyOf(key).actions.every((action) => action === 'consent');
}

/** What Didomi's API calls the same wish. */
export function rightOf(policyKey: string): UserRight {
  const right = userRights.find((one) => one.policyKey === policyKey);
  if (!right) throw new Error(`no user right stands for the policy ${policyKey}`);
  return right;
}

/** Fides' policies give as many days for everything; the rights of Didomi's API have days of their own. */
export function answerDaysOf({ family, policy_key }: Pick<RequestRow, 'family' | 'policy_key'>): number {
  return family === 'fides' ? policyOf(policy_key).answer_days : rightOf(policy_key).expiration_time;
}
