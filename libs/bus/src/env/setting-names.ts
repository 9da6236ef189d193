import { getMetadataStorage } from 'class-validator';
import type { ClassOf } from '@subjectline/contracts';
import { secretFileOf, secretSettings, type EnvironmentSource } from './secret-files';

const maxTypos = 2;

/** The variables that a class reads. */
export function settingNames(type: ClassOf<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
}

/** Variables that look like misspelled settings, with a message each: a misspelled setting would silently have no effect. */
export function misspelledSettings(source: EnvironmentSource, known: readonly string[]): [string, string][] {
  return strangers(source, known).flatMap((name): [string, string][] => {
    const nearest = nearestOf(name, known);
    return nearest ? [[name, `${name} is not a setting. Did you mean ${nearest}?`]] : [];
  });
}

/**
 * Variables that are named as settings are and resemble none. They are no reason to stop: platforms and scripts set some
 * too (Kubernetes does for a service that is named `subjectline`).
 * @param known all settings of all services
 */
export function unknownSettings(source: EnvironmentSource, known: readonly string[]): string[] {
  return strangers(source, known).filter(
    (name) => name.startsWith('SUBJECTLINE_') && nearestOf(name, known) === undefined,
  );
}

/** Variables with our prefix, or nearly, that are no settings. */
function strangers(source: EnvironmentSource, known: readonly string[]): string[] {
  const all = withFiles(known);
  return Object.keys(source).filter((name) => /^SUBJ/i.test(name) && source[name] && !all.includes(name));
}

function nearestOf(name: string, known: readonly string[]): string | undefined {
  const ours = withFiles(known).filter((one) => one.startsWith('SUBJECTLINE_'));
  return ours.find((one) => typosBetween(name.toUpperCase(), one) <= maxTypos);
}

function withFiles(known: readonly string[]): string[] {
  return [...known, ...secretSettings.filter((name) => known.includes(name)).map(secretFileOf)];
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
