import { bestLocale } from '../../language/accept-language';
import { de } from './texts/de';
import { en, type Texts } from './texts/en';
import { es } from './texts/es';
import { fr } from './texts/fr';

export const languages: Readonly<Record<string, Texts>> = { en, fr, de, es };

export interface Language {
  /** As the page's `lang` says it. */
  readonly tag: string;
  readonly texts: Texts;
}

/** The language of the message that led here, else the one the browser likes best, else English. */
export function languageOf(locale: string | null, acceptLanguage: string | undefined): Language {
  const ofMessage = locale?.split('-', 1)[0]?.toLowerCase() ?? '';
  const isKnown = Object.hasOwn(languages, ofMessage);
  const tag = isKnown ? ofMessage : bestLocale(acceptLanguage, Object.keys(languages));
  return { tag, texts: languages[tag] ?? en };
}

/** `{name}` in a text stands for a value. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** A readable time, in UTC and labelled so, because the reader's time zone is unknown. */
export function momentIn(tag: string, moment: string): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(tag, options).format(new Date(moment))} UTC`;
}

/** A day such as `2026-12-25`. */
export function dayIn(tag: string, day: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** The largest unit that fits twice, or whole minutes. */
export function durationIn(tag: string, seconds: number): string {
  const [unit, length] = units.find(([, unitSeconds]) => seconds >= 2 * unitSeconds) ?? units[2];
  const count = Math.max(1, unit === 'minute' ? Math.ceil(seconds / length) : Math.floor(seconds / length));
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
