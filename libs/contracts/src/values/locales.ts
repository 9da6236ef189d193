/** The locale that every kind has wording in; the last fallback. */
export const defaultLocale = 'en';

/** Longer than 35 characters (BCP 47 §4.4.1) there is no language, and a locale stands in keys of the broker. */
const maxLocaleLength = 35;

/** A locale in canonical spelling (BCP 47: `pt-br` is `pt-BR`), or null if it is not one. */
export function canonicalLocale(text: string): string | null {
  try {
    const [locale] = Intl.getCanonicalLocales(text);
    return locale && locale.length <= maxLocaleLength ? locale : null;
  } catch {
    return null;
  }
}

/** The next wider locale: `fr` for `fr-CA`, the default for `fr`. */
export function widerThan(locale: string): string {
  const end = locale.lastIndexOf('-');
  return end === -1 ? defaultLocale : locale.slice(0, end);
}

/** How many locales are remembered. */
const maxKnown = 1_000;
const knownChains = new Map<string, readonly string[]>();

/**
 * From a locale to the default, each wider than the one before: `fr-CA`, `fr`, `en`. An unknown language gets the
 * default. Remembered, as every message asks for one and `Intl` takes its time.
 */
export function fallbackChain(locale: string): readonly string[] {
  const known = knownChains.get(locale);
  if (known) return known;
  const chain = chainOf(locale);
  if (knownChains.size >= maxKnown) knownChains.clear();
  knownChains.set(locale, chain);
  return chain;
}

function chainOf(locale: string): string[] {
  const canonical = canonicalLocale(locale) ?? defaultLocale;
  return canonical === defaultLocale ? [canonical] : [canonical, ...chainOf(widerThan(canonical))];
}
