import { AppError, ApplicationSettings, check } from '@subjectline/contracts';
import { withKnownValues } from './known-settings';

/** What the environment sets for every organization. */
export function readEnvironmentSettings(text: string): ApplicationSettings {
  return withKnownValues(check(ApplicationSettings, JSON.parse(text)));
}

/** Why the text cannot be used, without quoting it; null if it can. */
export function problemsInSettings(value: unknown): string | null {
  try {
    readEnvironmentSettings(String(value));
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) return 'it is not valid JSON';
    return error.problems.map(({ path, message }) => `${path.join('.')} ${message}`).join(', ');
  }
}
