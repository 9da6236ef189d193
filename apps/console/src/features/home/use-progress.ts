import { useQuery } from '@tanstack/react-query';
import type { PrivacyRequest } from '../../api/types';
import { providerStatusQuery, settingsQuery, testRequestQuery } from './queries';

export const stepNames = ['provider', 'switches', 'request', 'verify', 'review'] as const;
export type StepName = (typeof stepNames)[number];

export interface Progress {
  readonly done: Readonly<Record<StepName, boolean>>;
  /** The first step that is not done, once that is known. */
  readonly next: StepName | undefined;
  readonly testRequest: PrivacyRequest | undefined;
}

/** What of the first run is done already: read from the API, so that it is the same in every browser. */
export function useProgress(): Progress {
  const status = useQuery(providerStatusQuery).data;
  const settings = useQuery(settingsQuery).data?.settings ?? [];
  const found = useQuery(testRequestQuery).data;
  const testRequest = found?.items[0];
  const isOn = (name: string) => settings.some((setting) => setting.name === name && setting.value === true);
  const isVerified = testRequest !== undefined && testRequest.status !== 'identity_unverified';
  const done = {
    provider: status?.config_status === 'configured',
    switches:
      isOn('execution.subject_identity_verification_required') &&
      isOn('execution.require_manual_request_approval'),
    request: testRequest !== undefined,
    verify: isVerified,
    review: isVerified && testRequest.status !== 'pending',
  };
  return { done, next: status && found && stepNames.find((name) => !done[name]), testRequest };
}
