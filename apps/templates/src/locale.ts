import { AppError, defaultLocale } from '@subjectline/contracts';

/** A locale as everybody writes it (BCP 47: `pt-br` is `pt-BR`), or a refusal. */
export function canonicalLocale(text = defaultLocale): string {
  try {
    const [locale] = Intl.getCanonicalLocales(text);
    // longer than 35 characters (BCP 47 §4.4.1) there is no language, and it stands in a key of the broker
    if (locale && locale.length <= 35) return locale;
  } catch {
    // falls through to the refusal
  }
  const message = 'must be a language tag such as fr or pt-BR';
  throw new AppError('invalid', {}, [{ path: ['locale'], rule: 'isLocale', message }]);
}

/** The next wider locale: `fr-CA`, `fr`, then the default. */
export function widerThan(locale: string): string {
  const end = locale.lastIndexOf('-');
  return end === -1 ? defaultLocale : locale.slice(0, end);
}

/** From a locale to the default, each wider than the one before. */
export function fallbackChain(locale: string): string[] {
  return locale === defaultLocale ? [locale] : [locale, ...fallbackChain(widerThan(locale))];
}
