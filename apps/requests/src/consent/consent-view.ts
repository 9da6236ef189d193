import type { ConsentPreferences } from '@subjectline/contracts';

export function toPreferences(preferences: ConsentPreferences['consent'] & object): ConsentPreferences {
  return { consent: preferences.length > 0 ? preferences : null };
}
