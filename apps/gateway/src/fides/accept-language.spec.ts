import { expect, it } from 'vitest';
import { localeOf } from './accept-language';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de', 'de'],
  ['pt-BR,pt;q=0.9,en;q=0.8', 'pt-BR'],
  ['*;q=0.5, fr-CH', 'fr-CH'],
  ['../../etc/passwd, nl', 'nl'],
  [`${'x'.repeat(9)}, sv`, 'sv'],
  ['de-1-2-3-4-5-6-7-8-9-0-a-b-c-d-e-f-g, it', 'it'],
])('reads %j as %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale);
});
