import { problemsOf } from '@subjectline/contracts';
import type { Provider, ProviderSettings } from './provider';

export type SettingsHole = 'details_invalid' | 'secrets_missing' | 'secrets_invalid';

/** What keeps an account from being opened, or null. Structural: no credential is tried. */
export function settingsHole(
  { Details, Secrets }: Provider,
  { details, secrets }: ProviderSettings,
): SettingsHole | null {
  if (Details && problemsOf(Details, details).length > 0) return 'details_invalid';
  if (!Secrets) return null;
  if (!secrets) return 'secrets_missing';
  return problemsOf(Secrets, secrets).length > 0 ? 'secrets_invalid' : null;
}
