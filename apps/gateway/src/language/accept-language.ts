import { canonicalLocale, defaultLocale, widerThan } from '@subjectline/contracts';
import Negotiator from 'negotiator';

/**
 * The language that a person likes best (`Accept-Language`, RFC 9110 §12.5.4) of those there are: for each range in
 * their order of preference itself, then wider ones, then a narrower one. A language with weight 0 is not theirs.
 */
export function bestLocale(acceptLanguage: string | undefined, supported: readonly string[]): string {
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage ?? '*' } });
  // of a `*`, the default comes first, if the person takes it
  const anyOrder = [defaultLocale, ...supported];
  for (const range of negotiator.languages()) {
    const found = range === '*' ? negotiator.languages(anyOrder)[0] : lookUp(range, supported);
    if (found !== undefined) return found;
  }
  return defaultLocale;
}

/** As RFC 4647 §3.4 looks up; a range without a wider match takes a narrower one: `pt` is content with `pt-BR`. */
function lookUp(range: string, supported: readonly string[]): string | undefined {
  const locale = canonicalLocale(range);
  if (locale === null) return undefined;
  for (let wider = locale; ; wider = widerThan(wider)) {
    if (supported.includes(wider)) return wider;
    if (!wider.includes('-')) break;
  }
  return supported.find((one) => one.startsWith(`${locale}-`));
}
