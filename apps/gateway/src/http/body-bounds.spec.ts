import { AppError } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { refuseBomb } from './body-bounds';

const ruleBrokenBy = (text: string): string | null => {
  try {
    refuseBomb(Buffer.from(text));
    return null;
  } catch (error) {
    return error instanceof AppError ? (error.problems[0]?.rule ?? '') : String(error);
  }
};
const listOf = (count: number, item: string) => `[${Array.from({ length: count }, () => item).join(',')}]`;
const keys = (count: number) => `{${Array.from({ length: count }, (_, index) => `"${index}":1`).join(',')}}`;
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a body', () => {
  it.each([
    ['32 levels', nested(32), nested(33), 'tooDeep'],
    ['500 fields in one object', keys(500), keys(501), 'tooManyFields'],
    ['5,000 items in one list', listOf(5_000, '""'), listOf(5_001, '{}'), 'tooManyItems'],
    ['20,000 values', listOf(39, keys(500)), listOf(41, keys(500)), 'tooManyValues'],
    ['names of 512 bytes', `{"${'k'.repeat(511)}":1}`, `{"${'k'.repeat(513)}"\n :1}`, 'nameTooLong'],
    ['numbers of 64 bytes', `[-${'7'.repeat(63)}]`, `[-${'7'.repeat(64)}]`, 'numberTooLarge'],
    ['numbers that can be kept', '[1e308,-1.5E-400]', '[1,-1e309]', 'numberTooLarge'],
  ])('may have %s, and no more', (_what, fits, breaks, rule) => {
    expect([ruleBrokenBy(fits), ruleBrokenBy(breaks)]).toEqual([null, rule]);
  });

  it('is not counted by what stands within its texts', () => {
    const text = JSON.stringify(`[[[{"${'['.repeat(40)},1e999,${'7'.repeat(100)}\\"`.repeat(1_000));
    expect(ruleBrokenBy(text)).toBeNull();
    expect(ruleBrokenBy(`{"a":${text},"b":[${text}]}`)).toBeNull();
    expect(ruleBrokenBy(`{"a":"\\\\","b":${nested(33)}}`)).toBe('tooDeep');
  });

  it('may be long as a text', () => {
    expect(ruleBrokenBy(`{"a":"${'x'.repeat(1_000_000)}"}`)).toBeNull();
  });

  it.each(['', '"', '"\\', '{"a', ']]]]', '{]}', '[1e', 'NaN', '-'])(
    'that is no JSON (%j) is left for the parser to refuse',
    (text) => {
      expect(ruleBrokenBy(text)).toBeNull();
    },
  );
});
