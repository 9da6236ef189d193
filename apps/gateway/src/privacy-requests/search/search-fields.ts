import { readLaxBoolean } from '@subjectline/contracts';
import { field, Nullish, ownRule, type Field, type Rule } from '@subjectline/schema';
import { Transform } from 'class-transformer';
import { IsIn, IsObject, IsString } from 'class-validator';
import { momentOf } from '../../http/moment';
import { QueryTexts } from '../../http/query/query-texts';

/* Fields of Fides' searches, for a query or a JSON body. Null means not given. */

interface SearchField {
  readonly description: string;
  readonly schema: object;
  readonly rules: readonly Rule[];
  /** The value in a query. */
  readonly ofQuery?: (given: QueryTexts) => unknown;
  /** The checked value of what a query or a body gives. */
  readonly read?: (value: unknown) => unknown;
}

function searchField<Value>({
  description,
  schema,
  rules,
  ofQuery = ({ last }) => last,
  read = (value) => value,
}: SearchField): Field<Value | null | undefined> {
  const conversion = Transform(({ value }: { value: unknown }) => {
    const given = value instanceof QueryTexts ? ofQuery(value) : value;
    return given === null ? null : read(given);
  });
  return Nullish(field({ rules, conversions: [conversion], schema: { ...schema, description } }));
}

const isText: Rule = (each) => IsString({ ...each, message: 'must be a text' });
const isOneOf =
  (words: readonly string[]): Rule =>
  (each) =>
    IsIn([...words], { ...each, message: `must be one of the following values: ${words.join(', ')}` });

export function SearchText(description: string) {
  return searchField<string>({ description, schema: { type: 'string' }, rules: [isText] });
}

export function SearchWord<Word extends string>(words: readonly Word[], description: string) {
  return searchField<Word>({
    description,
    schema: { type: 'string', enum: [...words] },
    rules: [isOneOf(words)],
  });
}

/** One of them, or a list. */
function several<Value>(description: string, item: object, rule: Rule) {
  return searchField<Value[]>({
    description,
    // the rules describe the list alone
    schema: { type: undefined, items: undefined, oneOf: [item, { type: 'array', items: item }] },
    rules: [() => rule({ each: true })],
    ofQuery: ({ texts }) => texts,
    read: (value) => [value].flat(),
  });
}

export function SearchTexts(description: string) {
  return several<string>(description, { type: 'string' }, isText);
}

export function SearchWords<Word extends string>(words: readonly Word[], description: string) {
  return several<Word>(description, { type: 'string', enum: [...words] }, isOneOf(words));
}

/** On or off, in every word that Fides reads as such. */
export function SearchFlag(description: string) {
  const isBooleanText = ownRule({
    name: 'isBooleanText',
    validate: (value) => typeof value === 'boolean',
    message: 'must be true or false',
  });
  return searchField<boolean>({
    description,
    schema: { type: 'boolean' },
    rules: [isBooleanText],
    read: readLaxBoolean,
  });
}

/** A point in time as every service and database reads it; an empty text is none. */
export function SearchMoment(description: string) {
  const isMoment = ownRule({
    name: 'isMoment',
    validate: (value) => typeof value === 'string' && momentOf(value) !== null,
    message: 'must be an ISO 8601 date and time',
  });
  return searchField<string>({
    description,
    schema: { type: 'string', format: 'date-time' },
    rules: [isMoment],
    read: (value) => (typeof value === 'string' ? value && (momentOf(value) ?? value) : value) || undefined,
  });
}

/** Exact values by names of the caller's own. A query holds them as JSON, or as `name[key]=value`. */
export function ExactValues(description: string) {
  return searchField<Record<string, unknown>>({
    description,
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    rules: [(each) => IsObject({ ...each, message: 'must be an object' })],
    ofQuery: ({ last, entries }) => (last === undefined ? entries : parsed(last)),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
