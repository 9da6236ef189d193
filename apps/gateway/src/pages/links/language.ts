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
  const wished = [locale ?? '', ...rangesOf(acceptLanguage ?? '')].map(primary);
  const tag = wished.find((wish) => Object.hasOwn(languages, wish)) ?? 'en';
  return { tag, texts: languages[tag] ?? en };
}

/** The language ranges of the header (RFC 9110 §12.5.4), the best liked first; those not wanted at all are left out. */
function rangesOf(header: string): string[] {
  return header
    .split(',')
    .map((entry) => {
      const [range = '', ...parameters] = entry.split(';').map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { range, weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ range }) => range);
}

function primary(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}

/** `{name}` in a text stands for a value. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** A moment as people write it; in UTC, which is said, because nobody knows where the reader is. */
export function momentIn(tag: string, moment: string): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(tag, options).format(new Date(moment))} UTC`;
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
