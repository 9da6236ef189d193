import 'reflect-metadata';
import { AppError, check, ConsentEventInput } from '@subjectline/contracts';
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
const isTaken = (event: object): boolean => {
  try {
    check(ConsentEventInput, event);
    return true;
  } catch {
    return false;
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
    ['80,000 values', listOf(159, keys(500)), listOf(161, keys(500)), 'tooManyValues'],
    ['names of 1,536 bytes', `{"${'k'.repeat(1_536)}":1}`, `{"${'k'.repeat(1_537)}"\n :1}`, 'nameTooLong'],
    ['numbers of 64 bytes', `[-${'7'.repeat(63)}]`, `[-${'7'.repeat(64)}]`, 'numberTooLarge'],
    ['numbers that can be kept', '[1e308,-1.5E-400]', '[1,-1e309]', 'numberTooLarge'],
  ])('may have %s, and no more', (_what, fits, breaks, rule) => {
    expect([ruleBrokenBy(fits), ruleBrokenBy(breaks)]).toEqual([null, rule]);
  });

  it('is not counted inside strings', () => {
    const text = JSON.stringify(`[[[{"${'['.repeat(40)},1e999,${'7'.repeat(100)}\\"`.repeat(1_000));
    expect(ruleBrokenBy(text)).toBeNull();
    expect(ruleBrokenBy(`{"a":${text},"b":[${text}]}`)).toBeNull();
    expect(ruleBrokenBy(`{"a":"\\\\","b":${nested(33)}}`)).toBe('tooDeep');
  });

  it('may contain long strings', () => {
    expect(ruleBrokenBy(`{"a":"${'x'.repeat(1_000_000)}"}`)).toBeNull();
  });

  it.each(['', '"', '"\\', '{"a', ']]]]', '{]}', '[1e', 'NaN', '-'])(
    'that is no JSON (%j) is left for the parser to refuse',
    (text) => {
      expect(ruleBrokenBy(text)).toBeNull();
    },
  );
});

describe('the largest consent event', () => {
  /** As many values as the characters have room for. */
  const values = (count: number, characters: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        String.fromCodePoint(0x4e00 + index),
        Array.from({ length: (characters / count - 6) / 2 }, () => 1),
      ]),
    );
  const purposes = Array.from({ length: 500 }, (_, index) => ({ id: `${index}`, metadata: values(1, 160) }));
  const event = {
    consents: { purposes },
    user: { metadata: values(50, 16_000) },
    delegate: { id: 'd', metadata: values(50, 16_000) },
    metadata: values(50, 16_000),
  };

  it('fits: the gateway lets in what its contract accepts', () => {
    expect(check(ConsentEventInput, event)).toMatchObject({ metadata: event.metadata });
    expect(ruleBrokenBy(JSON.stringify(event))).toBeNull();
  });

  it.each([
    ['an object of 500 fields', keys(500), keys(501)],
    ['20 levels', nested(19), nested(20)],
  ])('may hold %s in a value, and no more', (_what, fits, breaks) => {
    const taking = (text: string) => {
      const body = { ...event, metadata: { a: JSON.parse(text) as unknown } };
      return [ruleBrokenBy(JSON.stringify(body)), isTaken(body)];
    };
    expect([taking(fits), taking(breaks)[1]]).toEqual([[null, true], false]);
  });

  it('may name a value with 256 characters of any script, escaped or not', () => {
    const body = { ...event, metadata: { ['\u4e2d'.repeat(256)]: 1 } };
    expect(isTaken(body)).toBe(true);
    expect(ruleBrokenBy(JSON.stringify(body))).toBeNull();
    expect(ruleBrokenBy(JSON.stringify(body).replaceAll('\u4e2d', String.raw`\u4e2d`))).toBeNull();
  });
});
