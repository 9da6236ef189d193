import { problemsOf } from '@subjectline/contracts';
import type { Provider, ProviderSettings } from '../provider';

export type SettingsIssue = 'details_invalid' | 'secrets_missing' | 'secrets_invalid';

/** The missing or invalid setting that keeps an account from being opened, or null. Does not try credentials. */
export function settingsIssue(
  { Details, Secrets }: Provider,
  { details, secrets }: ProviderSettings,
): SettingsIssue | null {
  if (Details && problemsOf(Details, details).length > 0) return 'details_invalid';
  if (!Secrets) return null;
  if (!secrets) return 'secrets_missing';
  return problemsOf(Secrets, secrets).length > 0 ? 'secrets_invalid' : null;
}
