import { describe, expect, it } from 'vitest';
import { durationIn, filled, languageOf, momentIn } from './language';

describe('the language of a page', () => {
  it.each([
    ['fr-CA', undefined, 'fr'],
    ['DE', 'en', 'de'],
    ['pt-BR', 'es;q=0.1, fr;q=0.9', 'fr'],
    [null, 'nl, de-CH;q=0.7, *;q=0.1', 'de'],
    [null, 'fr;q=x, es', 'es'],
    [null, 'nl-BE,nl;q=0.9,fr;q=0.8', 'fr'],
    [null, 'de;q=0, *', 'en'],
    [null, 'fr;q=0', 'en'],
    ['__proto__', 'constructor', 'en'],
    ['', '', 'en'],
    [null, `${'a,'.repeat(1_000)}es`, 'es'],
  ])('of a message in %s, opened with %s, is %s', (locale, accepted, tag) => {
    expect(languageOf(locale, accepted).tag).toBe(tag);
  });
});

it('fills in values once, and leaves unknown names', () => {
  expect(filled('{a} {b} {a}', { a: '{b}' })).toBe('{b} {b} {b}');
});

it('writes moments and durations as people do', () => {
  expect(momentIn('de', '2026-03-02T09:30:00.000Z')).toBe('2. März 2026 um 09:30 UTC');
  expect([30, 60, 900, 7_200, 86_400, 604_800].map((seconds) => durationIn('en', seconds))).toEqual([
    '1 minute',
    '1 minute',
    '15 minutes',
    '2 hours',
    '24 hours',
    '7 days',
  ]);
  expect(durationIn('fr', 604_800)).toBe('7\u00a0jours');
});
