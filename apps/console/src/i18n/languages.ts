import { en, type Words } from './en';

export const languages = { en: 'English', fr: 'Français', de: 'Deutsch', es: 'Español' } as const;
export type Language = keyof typeof languages;

const stored = 'subjectline-language';

/** English is part of the first script; the others are loaded when they are chosen. */
const loaders: Readonly<Record<Language, () => Promise<Words>>> = {
  en: () => Promise.resolve(en),
  fr: () => import('./fr').then(({ fr }) => fr),
  de: () => import('./de').then(({ de }) => de),
  es: () => import('./es').then(({ es }) => es),
};

export function loadWords(language: Language): Promise<Words> {
  return loaders[language]();
}

/** The one chosen in this browser, else the first of the browser's own that there is. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(stored) ?? '', ...navigator.languages];
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return known ?? 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(stored, language);
}

export function isLanguage(text: string): text is Language {
  return text in languages;
}
