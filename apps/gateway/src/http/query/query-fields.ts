import { canonicalLocale, readLaxBoolean } from '@subjectline/contracts';
import { field, ownRule, type Field, type Rule } from '@subjectline/schema';
import { Transform } from 'class-transformer';
import { IsIn, Max, Min } from 'class-validator';
import { momentOf } from '../moment';
import { QueryTexts } from './query-texts';

/* Fields of query classes: each reads the texts of a parameter, checks the value and describes it. */

interface QueryField {
  readonly description: string;
  readonly rules?: readonly Rule[];
  /** The value of a parameter from all texts that it was given. */
  readonly read?: (texts: readonly string[]) => unknown;
  readonly schema?: object;
}

function queryField<Value>({ description, rules = [], read = last, schema }: QueryField): Field<Value> {
  const conversion = Transform(({ value }: { value: unknown }) =>
    value instanceof QueryTexts ? read(value.texts) : value,
  );
  return field({
    rules: [...rules, isRead],
    conversions: [conversion],
    schema: { type: 'string', ...schema, description },
  });
}

/** Of several parameters of the same name the last counts. */
function last(texts: readonly string[]): string | undefined {
  return texts.at(-1);
}

/** A field without a rule would be unknown to its class. */
const isRead = ownRule({ name: 'isRead', validate: (value) => value !== undefined, message: 'is required' });

export function QueryText(description: string): Field<string> {
  return queryField({ description });
}

/** A text that counts as absent where it is empty. */
export function FilledText(description: string): Field<string> {
  return queryField({ description, read: (texts) => last(texts) || undefined });
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

export function QueryInt({ min, max }: Bounds, description: string): Field<number> {
  const isIntText = ownRule({
    name: 'isIntText',
    validate: (value) => typeof value === 'number',
    message: 'must be an integer number',
  });
  return queryField({
    description,
    rules: [
      isIntText,
      (each) => Min(min, { ...each, message: `must not be less than ${min}` }),
      (each) => Max(max, { ...each, message: `must not be greater than ${max}` }),
    ],
    read: (texts) => {
      const text = last(texts);
      return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    },
    schema: { type: 'integer', minimum: min, maximum: max },
  });
}

/** On or off, in every word that Fides reads as such. */
export function QueryFlag(description: string): Field<boolean> {
  return queryField({
    description,
    rules: [
      ownRule({
        name: 'isBooleanText',
        validate: (value) => typeof value === 'boolean',
        message: 'must be true or false',
      }),
    ],
    read: (texts) => readLaxBoolean(last(texts)),
  });
}

/** One of a closed list of words. */
export function QueryWord<Word extends string>(words: readonly Word[], description: string): Field<Word> {
  return queryField({ description, rules: [isOneOf(words)] });
}

/** Any of a closed list of words; the parameter may be repeated. */
export function QueryWords<Word extends string>(words: readonly Word[], description: string): Field<Word[]> {
  return queryField({ description, rules: [() => isOneOf(words)({ each: true })], read: (texts) => texts });
}

function isOneOf(words: readonly string[]): Rule {
  return (each) =>
    IsIn([...words], { ...each, message: `must be one of the following values: ${words.join(', ')}` });
}

/** A language tag, in canonical spelling. */
export function QueryLocale(description: string): Field<string> {
  return queryField({ description, rules: [isLocale], read: (texts) => localeOf(last(texts)) });
}

/** The same; the parameter may be repeated. */
export function QueryLocales(description: string): Field<string[]> {
  return queryField({
    description,
    rules: [() => isLocale({ each: true })],
    read: (texts) => texts.map(localeOf),
  });
}

const isLocale = ownRule({
  name: 'isLocale',
  validate: (value) => typeof value === 'string' && canonicalLocale(value) !== null,
  message: 'must be a language tag such as fr or pt-BR',
});

function localeOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (canonicalLocale(text) ?? text);
}

/** A point in time as every service and database reads it. */
export function QueryMoment(description: string): Field<string> {
  return queryField({
    description,
    rules: [
      ownRule({
        name: 'isMoment',
        validate: (value) => typeof value === 'string' && momentOf(value) !== null,
        message: 'must be an ISO 8601 date and time',
      }),
    ],
    read: (texts) => {
      const text = last(texts);
      return text === undefined ? undefined : (momentOf(text) ?? text);
    },
  });
}
