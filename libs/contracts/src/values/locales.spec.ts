import { describe, expect, it } from 'vitest';
import { canonicalLocale, fallbackChain, wordingKeys } from '../index';

describe('a locale', () => {
  it.each([
    ['pt-br', 'pt-BR'],
    ['FR', 'fr'],
    ['nonsense!', null],
    ['en.>', null],
    ['', null],
    [`en-${'abcdefgh-'.repeat(6)}abc`, null],
  ])('%j is %j', (text, locale) => expect(canonicalLocale(text)).toBe(locale));

  it.each([
    ['fr-CA', ['fr-CA', 'fr', 'en']],
    ['zh-hant-tw', ['zh-Hant-TW', 'zh-Hant', 'zh', 'en']],
    ['en-GB', ['en-GB', 'en']],
    ['en', ['en']],
    ['no language', ['en']],
  ])('%j falls back over %j', (locale, chain) => expect(fallbackChain(locale)).toEqual(chain));
});

describe('the places where the words for a person may stand', () => {
  it("are the organization's own in every wider language, then the shipped ones", () => {
    expect(wordingKeys('acme', 'request-verify', 'fr-ca')).toEqual([
      'acme.request-verify.fr-CA',
      'acme.request-verify.fr',
      'acme.request-verify.en',
      'builtin.request-verify.fr-CA',
      'builtin.request-verify.fr',
      'builtin.request-verify.en',
    ]);
  });

  it("are only the organization's own where it has to create them", () => {
    expect(wordingKeys('acme', 'validation-double-optin', 'fr')).toEqual([
      'acme.validation-double-optin.fr',
      'acme.validation-double-optin.en',
    ]);
  });
});
