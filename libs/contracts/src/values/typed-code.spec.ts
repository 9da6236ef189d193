import { describe, expect, it } from 'vitest';
import { problemsOf } from '@subjectline/schema';
import { check } from '../contract/check';
import { VerifyChallengeRequest } from '../identity/identity';

const typed = (code: unknown) => ({ organization: 'default', about: 'pri_1', code });

describe('a code that a person types', () => {
  it.each([
    ['with a hyphen', '870-432'],
    ['with a space', '870 432'],
    ['with a space that does not break', '870\u00a0432'],
    ['with a narrow one', '870\u202f432'],
    ['with spaces around it', ' 870432\t'],
    ['with the line break behind it', '870432\r\n'],
    ['over two lines', '870\n432'],
    ['with a zero-width space', '870\u200b432'],
    ['behind a byte order mark', '\ufeff870432'],
    ['between bidi marks', '\u2068870432\u2069'],
    ['with a long dash', '870–432'],
    ['with a minus sign', '870\u2212432'],
    ['with a full stop behind it', '870432.'],
    ['in quotes', '«870 432»'],
    ['digit by digit', '8 7 0 4 3 2'],
    ['in full-width digits', '８７０４３２'],
    ['in Arabic-Indic digits', '٨٧٠٤٣٢'],
    ['in Persian digits', '۸۷۰-۴۳۲'],
    ['in Devanagari digits', '८७०४३२'],
    ['in digits of several scripts', '8٧०４3𝟐'],
    ['as keycaps', '8\ufe0f\u20e37\ufe0f\u20e30\ufe0f\u20e34\ufe0f\u20e33\ufe0f\u20e32\ufe0f\u20e3'],
    ['with the word before it', 'code: 870432'],
    ['in a sentence', 'Ihr Code lautet 870 432.'],
    ['behind a plus sign', '+870432'],
    ['with an equals sign', '=870432'],
    ['with a stray letter', '870432x'],
  ])('is the same %s', (_how, code) => {
    expect(check(VerifyChallengeRequest, typed(code)).code).toBe('870432');
  });

  it.each([
    '',
    '87043',
    '8704321',
    'abc',
    '87O432',
    'code 87043',
    'two codes: 870432, 123456',
    `870432${' '.repeat(1_000)}`,
    '⑧⑦⓪④③②',
    '870432 870432',
    '九八七六五四',
    '8704 3²',
  ])('is malformed as %j', (code) => {
    const problem = { path: ['code'], rule: 'matches', message: 'must be the six digits of the code' };
    expect(problemsOf(VerifyChallengeRequest, typed(code))).toEqual([problem]);
  });

  it.each([870432, null, ['870432'], { code: '870432' }])('is text, not %j', (code) => {
    expect(problemsOf(VerifyChallengeRequest, typed(code))).toMatchObject([{ path: ['code'] }]);
  });

  it('is read in the digits of every script that the runtime can write', () => {
    const scripts = Intl.supportedValuesOf('numberingSystem').filter((system) =>
      /^\p{Nd}+$/u.test(written(123_456, system)),
    );
    expect(scripts.length).toBeGreaterThan(60);
    for (const script of scripts) {
      for (const number of [123_456, 456_789, 907_080]) {
        const { code } = check(VerifyChallengeRequest, typed(written(number, script)));
        expect([script, code]).toEqual([script, String(number)]);
      }
    }
  });
});

function written(number: number, numberingSystem: string): string {
  return new Intl.NumberFormat('en', { numberingSystem, useGrouping: false }).format(number);
}
