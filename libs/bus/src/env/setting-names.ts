import { getMetadataStorage } from 'class-validator';
import type { ClassOf } from '@subjectline/contracts';
import { secretFileOf, secretSettings, type EnvironmentSource } from './secret-files';

const maxTypos = 2;

/** The variables that a class reads. */
export function settingNames(type: ClassOf<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
}

/**
 * Variables that look like misspelled settings, with a message each: a misspelled setting would silently have no effect.
 * @param isComplete whether `known` has every setting; a single service knows its own alone
 */
export function misspelledSettings(
  source: EnvironmentSource,
  known: readonly string[],
  isComplete = false,
): [string, string][] {
  const files = secretSettings.filter((name) => known.includes(name)).map(secretFileOf);
  const all = [...known, ...files];
  const ours = all.filter((name) => name.startsWith('SUBJECTLINE_'));
  const candidates = Object.keys(source).filter(
    (name) => /^SUBJ/i.test(name) && source[name] && !all.includes(name),
  );
  return candidates.flatMap((name): [string, string][] => {
    const nearest = ours.find((one) => typosBetween(name.toUpperCase(), one) <= maxTypos);
    if (nearest) return [[name, `${name} is not a setting. Did you mean ${nearest}?`]];
    const isOurs = isComplete && name.startsWith('SUBJECTLINE_');
    return isOurs ? [[name, `${name} is not a setting. All settings are in .env.example.`]] : [];
  });
}

/** The number of letters to add, remove or replace to make one name of the other (Levenshtein distance). */
export function typosBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [column, wanted] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
