import { AppError, canonicalLocale } from '@subjectline/contracts';
import { readText, type Query } from '../http/page';

/** Beside Fides' own: there a template is of no language. */
export const localeQuery = {
  locale: 'The language of the template, such as `de` or `pt-BR`. Default: `en`.',
};

export function readLocale(query: Query): string | undefined {
  const named = readText(query, 'locale');
  if (named === undefined) return undefined;
  const locale = canonicalLocale(named);
  if (locale !== null) return locale;
  const message = 'must be a language tag such as fr or pt-BR';
  throw new AppError('invalid', {}, [{ path: ['query', 'locale'], rule: 'isLocale', message }]);
}
