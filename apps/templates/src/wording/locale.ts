import { AppError, canonicalLocale, defaultLocale } from '@subjectline/contracts';

/** The canonical form of a locale; refuses what is none. */
export function requireLocale(text = defaultLocale): string {
  const locale = canonicalLocale(text);
  if (locale !== null) return locale;
  const message = 'must be a language tag such as fr or pt-BR';
  throw new AppError('invalid', {}, [{ path: ['locale'], rule: 'isLocale', message }]);
}
