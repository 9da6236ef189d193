import type { Browser } from '@subjectline/contracts';

/** In this order: Edge names Chrome as well, and Chrome names Safari. */
const signs: readonly (readonly [RegExp, Browser])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

/** The family of a browser, by its `User-Agent`. */
export function browserOf(userAgent = ''): Browser {
  return signs.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other';
}
