import 'reflect-metadata';
import { AppError } from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { expect, it } from 'vitest';
import { PageQuery } from '../page';
import { parametersOf, readQuery } from './query-class';
import { FilledText, QueryFlag, QueryLocale, QueryMoment, QueryText, QueryWords } from './query-fields';

class Sample extends PageQuery {
  @FilledText('Required.') id!: string;
  @Optional(QueryText('A text.')) text?: string;
  @Optional(QueryFlag('A flag.')) flag?: boolean;
  @Optional(QueryWords(['a', 'b'], 'Words.')) words?: string[];
  @Optional(QueryLocale('A language.')) locale?: string;
  @Optional(QueryMoment('A time.')) 'at[$gt]'?: string;
}

function problemOf(query: Record<string, string | string[]>): unknown {
  try {
    return readQuery(Sample, { id: 'x', ...query });
  } catch (error) {
    return error instanceof AppError ? error.problems[0] : error;
  }
}

it('reads the parameters of a class, the last of several, and leaves others alone', () => {
  const query = {
    id: 'x',
    size: ['7', '20'],
    flag: 'Yes',
    'words[]': ['a', 'b'],
    locale: 'pt-br',
    other: '1',
  };
  expect({ ...readQuery(Sample, { ...query, 'at[$gt]': '2026-03-02' }) }).toEqual({
    page: 1,
    size: 20,
    id: 'x',
    flag: true,
    words: ['a', 'b'],
    locale: 'pt-BR',
    'at[$gt]': '2026-03-02T00:00:00.000Z',
  });
});

it.each([
  [{ id: '' }, 'id', 'missing', 'is required'],
  [{ page: '1.5' }, 'page', 'isIntText', 'must be an integer number'],
  [{ page: '0' }, 'page', 'min', 'must not be less than 1'],
  [{ size: '101' }, 'size', 'max', 'must not be greater than 100'],
  [{ flag: 'perhaps' }, 'flag', 'isBooleanText', 'must be true or false'],
  [{ words: ['a', 'c'] }, 'words', 'isIn', 'must be one of the following values: a, b'],
  [{ locale: '!' }, 'locale', 'isLocale', 'must be a language tag such as fr or pt-BR'],
  [{ 'at[$gt]': '2026-W01' }, 'at[$gt]', 'isMoment', 'must be an ISO 8601 date and time'],
  [{ text: 'a\0b' }, 'text', 'noNul', 'must not contain the NUL character'],
])('refuses %j', (query, name, rule, message) => {
  expect(problemOf(query)).toMatchObject({ path: ['query', name], rule, message });
});

it('describes each parameter with its default', () => {
  expect(parametersOf(Sample).slice(0, 4)).toEqual([
    {
      name: 'page',
      description: 'Starts at 1.',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 1 },
    },
    expect.objectContaining({ name: 'size', required: false }),
    { name: 'id', description: 'Required.', required: true, schema: { type: 'string' } },
    { name: 'text', description: 'A text.', required: false, schema: { type: 'string' } },
  ]);
});
