import { defaultLocale } from '@subjectline/contracts';

/** The shape of a language tag (RFC 5646 §2.1) as far as a template's folder can be named after it. */
const tag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const longestTag = 35;

/** The language a person's browser names first; weights are not compared, browsers send them in order. */
export function localeOf(acceptLanguage: string | undefined): string {
  const ranges = (acceptLanguage ?? '').split(',').map((range) => range.split(';', 1)[0]?.trim() ?? '');
  return ranges.find((range) => range.length <= longestTag && tag.test(range)) ?? defaultLocale;
}
