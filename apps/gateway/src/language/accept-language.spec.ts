import { expect, it } from 'vitest';
import { bestLocale } from './accept-language';

const shipped = ['en', 'fr', 'de', 'es'];

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de', 'de'],
  ['nl-BE,nl;q=0.9,fr;q=0.8', 'fr'],
  ['fr;q=0.1, es;q=0.9', 'es'],
  ['de;q=0', 'en'],
  ['de;q=0, fr;q=0.1', 'fr'],
  ['en;q=0, *', 'fr'],
  ['*;q=0.5, de-CH', 'de'],
  ['it, *;q=0.1', 'en'],
  ['*;q=0', 'en'],
  ['DE-at', 'de'],
  ['../../etc/passwd, fr', 'fr'],
  ['constructor, __proto__', 'en'],
  [`${'a,'.repeat(1_000)}es`, 'es'],
])('%j is best served in %s', (header, locale) => {
  expect(bestLocale(header, shipped)).toBe(locale);
});

it.each([
  ['pt-BR,pt;q=0.9,en;q=0.8', 'pt-BR'],
  ['pt', 'pt-BR'],
  ['pt-PT, fr', 'fr'],
  ['zh-hant-tw, fr', 'zh-Hant'],
  ['zh-Hans, fr;q=0.2', 'fr'],
])('%j is best served in %s where an organization has it', (header, locale) => {
  expect(bestLocale(header, [...shipped, 'pt-BR', 'zh-Hant'])).toBe(locale);
});
