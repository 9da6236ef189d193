import { AppError, canonicalLocale, defaultLocale } from '@subjectline/contracts';

/** A locale as everybody writes it, or a refusal. */
export function requireLocale(text = defaultLocale): string {
  const locale = canonicalLocale(text);
  if (locale !== null) return locale;
  const message = 'must be a language tag such as fr or pt-BR';
  throw new AppError('invalid', {}, [{ path: ['locale'], rule: 'isLocale', message }]);
}
