import type { Wording, WordingChanges } from '../../api/types';

export const parts = ['email', 'text', 'sms', 'sender'] as const;
export type Part = (typeof parts)[number];

/** What of the editor is in the address of the page. */
export interface Editing {
  readonly lang?: string;
  readonly part?: Part;
}

export function readEditing(search: Record<string, unknown>): Editing {
  const lang = canonicalLanguage(search['lang']);
  const part = parts.find((value) => value === search['part']);
  return { ...(lang && { lang }), ...(part && { part }) };
}

/** A language tag in canonical spelling, or null. */
export function canonicalLanguage(text: unknown): string | null {
  if (typeof text !== 'string' || text === '') return null;
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/** Languages that are shipped. */
export const shippedLanguages = ['en', 'fr', 'de', 'es'] as const;

/** Unsaved changes, and the version that they were made of. */
export interface WordingDraft {
  readonly version: number;
  readonly changes: WordingChanges;
}

export type TextPart = 'subject' | 'html' | 'text' | 'sms' | 'from_name';

/** A part as it is edited; null where it goes back to what is shipped. */
export function textOf(wording: Wording, changes: WordingChanges, part: TextPart): string | null {
  const changed = changes[part];
  return changed === undefined ? (wording[part] ?? '') : changed;
}

/** Without parts that are as they were. */
export function withChange(
  wording: Wording,
  changes: WordingChanges,
  part: TextPart,
  text: string | null,
): WordingChanges {
  const { [part]: _before, ...rest } = changes;
  const isBack = text === (wording[part] ?? '') || (text === null && !wording.own_parts.includes(part));
  return isBack ? rest : { ...rest, [part]: text };
}

/** A template with a placeholder in place of what is selected, and where the caret stands then. */
export function withPlaceholder(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  name: string,
): { readonly text: string; readonly caret: number } {
  const tag = `{{${name}}}`;
  return { text: text.slice(0, start) + tag + text.slice(end), caret: start + tag.length };
}
