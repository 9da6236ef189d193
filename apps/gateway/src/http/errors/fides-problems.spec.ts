import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { AppError } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { readBody } from '../bodies/placed';
import { toFidesProblems } from './fides-problems';

class Sample {
  @IsString()
  @MaxLength(3)
  name!: string;

  @IsOptional()
  @IsIn(['red', 'blue'])
  colour?: string;

  @IsOptional()
  @IsBoolean()
  flag?: boolean;

  @IsOptional()
  @IsInt()
  @Min(1)
  count?: number;

  @IsOptional()
  @MaxLength(4, { message: 'is too long for 2 lines' })
  line?: string;

  @IsOptional()
  @IsIn(['red, deep', 'blue'])
  shade?: string;

  @IsOptional()
  @IsObject()
  details?: object;
}

function problemsOf(body: unknown): unknown[] {
  try {
    readBody(Sample, body);
  } catch (error) {
    if (error instanceof AppError) return toFidesProblems(error.problems, body);
    throw error;
  }
  return [];
}

describe('a body that does not fit, in the words of Fides', () => {
  it.each([
    [{}, 'missing', ['body', 'name'], 'Field required'],
    [{ name: 5 }, 'string_type', ['body', 'name'], 'Input should be a valid string'],
    [{ name: 'long' }, 'string_too_long', ['body', 'name'], 'String should have at most 3 characters'],
    [{ name: 'a', more: 1 }, 'extra_forbidden', ['body', 'more'], 'Extra inputs are not permitted'],
    [{ name: 'a', colour: 'x' }, 'enum', ['body', 'colour'], "Input should be 'red' or 'blue'"],
    [
      { name: 'a', flag: 'maybe' },
      'bool_parsing',
      ['body', 'flag'],
      'Input should be a valid boolean, unable to interpret input',
    ],
    [{ name: 'a', flag: [] }, 'bool_type', ['body', 'flag'], 'Input should be a valid boolean'],
    [
      { name: 'a', count: 'many' },
      'int_parsing',
      ['body', 'count'],
      'Input should be a valid integer, unable to parse string as an integer',
    ],
    [
      { name: 'a', count: 1.5 },
      'int_from_float',
      ['body', 'count'],
      'Input should be a valid integer, got a number with a fractional part',
    ],
    [
      { name: 'a', count: 0 },
      'greater_than_equal',
      ['body', 'count'],
      'Input should be greater than or equal to 1',
    ],
    [
      { name: 'a', line: 'a line' },
      'string_too_long',
      ['body', 'line'],
      'String should have at most 4 characters',
    ],
    [{ name: 'a', shade: 'x' }, 'enum', ['body', 'shade'], "Input should be 'red, deep' or 'blue'"],
    [{ name: 'a', details: [] }, 'dict_type', ['body', 'details'], 'Input should be a valid dictionary'],
    [undefined, 'missing', ['body'], 'Field required'],
    [
      [],
      'model_attributes_type',
      ['body'],
      'Input should be a valid dictionary or object to extract fields from',
    ],
  ])('%j', (body, type, loc, msg) => {
    expect(problemsOf(body)).toEqual([{ type, loc, msg }]);
  });

  it('lists missing fields before unknown ones', () => {
    expect(problemsOf({ more: 1 })).toMatchObject([{ type: 'missing' }, { type: 'extra_forbidden' }]);
  });

  it('keeps the texts of rules specific to Fides', () => {
    const problem = { path: [], rule: 'atLeastOneOf', message: 'At least one of a, b must be provided' };
    expect(toFidesProblems([problem], {})).toEqual([
      { type: 'value_error', loc: [], msg: 'Value error, At least one of a, b must be provided' },
    ]);
  });
});
