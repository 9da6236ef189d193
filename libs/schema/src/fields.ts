import { Transform, Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { field, type ClassOf, type Field, type FieldParts, type Rule } from './field';

interface Exemplary {
  /** The example in the OpenAPI document. */
  readonly example?: unknown;
  /** Keywords of JSON Schema that the rules do not tell. */
  readonly schema?: FieldParts['schema'];
}

interface TextRules extends Exemplary {
  /** In characters. */
  readonly min?: number;
  /** In characters. */
  readonly max?: number;
  readonly pattern?: RegExp;
  /** The message if the pattern does not match. */
  readonly message?: string;
  /** The message if it is too long. */
  readonly tooLong?: string;
}

/** A text. What it may be is typed by its pattern where that allows only some words: `Text<Color>({ pattern })`. */
export function Text<Value extends string = string>(rules: TextRules = {}): Field<Value> {
  const { min, max, pattern, message, tooLong, example, schema } = rules;
  return field({
    rules: [
      (each) => IsString(each),
      ...ruleOf(pattern, (given) => (each) => Matches(given, { ...each, ...(message && { message }) })),
      ...ruleOf(min, (given) => (each) => MinLength(given, each)),
      ...ruleOf(
        max,
        (given) => (each) => MaxLength(given, { ...each, ...(tooLong && { message: tooLong }) }),
      ),
    ],
    example,
    ...(schema && { schema }),
  });
}

/** A text with a pattern as its only rule. */
export function Pattern(pattern: RegExp, message?: string, { example }: Exemplary = {}): Field<string> {
  return field({ rules: [(each) => Matches(pattern, { ...each, ...(message && { message }) })], example });
}

interface NumberRules extends Exemplary {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number. */
export function Int({ min, max, example }: NumberRules = {}): Field<number> {
  return field({
    rules: [
      (each) => IsInt(each),
      ...ruleOf(min, (given) => (each) => Min(given, each)),
      ...ruleOf(max, (given) => (each) => Max(given, each)),
    ],
    example,
  });
}

/** An integer as text, as in an environment variable. */
export function IntText(rules: NumberRules = {}): Field<number> {
  return field({ ...Int(rules).parts, conversions: [Type(() => Number)] });
}

export const Flag: Field<boolean> = field({ rules: [(each) => IsBoolean(each)], sample: true });

/** A date and time of ISO 8601, checked by form only. */
export const Timestamp: Field<string> = field({
  rules: [(each) => IsISO8601({}, each)],
  example: '2026-03-02T09:30:00.000Z',
});

/** The same, and the day exists: the 30th of February does not. */
export const StrictTimestamp: Field<string> = field({
  rules: [(each) => IsISO8601({ strict: true }, each)],
  example: '2026-03-02T09:30:00Z',
});

/** An enum value. */
export function OneOf<const Word extends string>(
  words: readonly Word[],
  { message, example }: Exemplary & { readonly message?: string } = {},
): Field<Word> {
  return field({
    rules: [(each) => IsIn([...words], { ...each, ...(message && { message }) })],
    example,
    sample: words[0],
  });
}

/** An e-mail address by its syntax. */
export function Email(message?: string): Field<string> {
  return field({
    rules: [(each) => IsEmail(undefined, { ...each, ...(message && { message }) })],
    example: 'ana@example.com',
  });
}

export const Uuid: Field<string> = field({ rules: [(each) => IsUUID(undefined, each)] });

/** An object of another class, checked by its fields. */
export function Nested<T extends object>(type: () => ClassOf<T>): Field<T> {
  return field({
    rules: [(each) => IsDefined(each), (each) => IsObject(each), (each) => ValidateNested(each)],
    conversions: [Type(type)],
    nested: type,
  });
}

/** Any object. Its content is not checked. */
export function ObjectOf<T extends object>({ example, schema }: Exemplary = {}): Field<T> {
  return field({ rules: [(each) => IsObject(each)], example, ...(schema && { schema }) });
}

/** Any value, or none. */
export const Anything: Field<unknown> = field({ rules: [(each) => Allow(each)] });

interface ListRules extends Exemplary {
  readonly min?: number;
  readonly max?: number;
  /** Further rules of the whole list; they come before those of its items. */
  readonly rules?: readonly Rule[];
}

/** A list of a class's objects, or of values of another field. */
export function ListOf<T>(item: Field<T>, rules?: ListRules): Field<T[]>;
export function ListOf<T extends object>(type: () => ClassOf<T>, rules?: ListRules): Field<T[]>;
export function ListOf(
  item: Field<unknown> | (() => ClassOf<object>),
  list: ListRules = {},
): Field<unknown[]> {
  const { min, max, rules = [], example } = list;
  const listRules: readonly Rule[] = [
    () => IsArray(),
    ...ruleOf(min, (given) => () => ArrayMinSize(given)),
    ...ruleOf(max, (given) => () => ArrayMaxSize(given)),
    ...rules,
  ];
  if (!('parts' in item)) {
    const each: Rule = () => ValidateNested({ each: true });
    return field({
      rules: [...listRules, each],
      conversions: [Type(item)],
      nested: item,
      isList: true,
      example,
    });
  }
  const { parts } = item;
  return field({
    ...parts,
    rules: [
      ...listRules,
      ...parts.rules.map(
        (rule): Rule =>
          () =>
            rule({ each: true }),
      ),
    ],
    isList: true,
    example: example ?? (parts.example === undefined ? undefined : [parts.example]),
  });
}

interface OwnRule {
  readonly name: string;
  readonly validate: (value: unknown, object: object | undefined) => boolean;
  readonly message: string | ((value: unknown, object: object | undefined) => string);
}

/** A custom rule. */
export function ownRule({ name, validate, message }: OwnRule): Rule {
  const validator: Parameters<typeof ValidateBy>[0]['validator'] = {
    validate: (value, given) => validate(value, given?.object),
    defaultMessage: (given) => (typeof message === 'string' ? message : message(given?.value, given?.object)),
  };
  return (each) => ValidateBy({ name, validator }, each);
}

/** A field with a custom rule only. */
export function Own<Value>(rule: OwnRule, { example }: Exemplary = {}): Field<Value> {
  return field({ rules: [ownRule(rule)], example });
}

/** The same field, converted before the check. */
export function ReadBy<T>(convert: (value: unknown) => unknown, { parts }: Field<T>): Field<T> {
  const conversion = Transform(({ value }: { value: unknown }) => convert(value));
  return field({ ...parts, conversions: [...(parts.conversions ?? []), conversion] });
}

/** May be absent, but not null. */
export function Optional<T>(inner: Field<T>): Field<T | undefined> {
  const absent: Rule = () => ValidateIf((_object, value) => value !== undefined);
  return field({ ...inner.parts, rules: [absent, ...inner.parts.rules], isOptional: true });
}

/** May be absent or null. */
export function Nullish<T>(inner: Field<T>): Field<T | null | undefined> {
  return field({ ...inner.parts, rules: [() => IsOptional(), ...inner.parts.rules], isOptional: true });
}

/** May be null. Read as null if an older version wrote none. */
export function Nullable<T>(inner: Field<T>): Field<T | null> {
  return field({ ...inner.parts, rules: [() => IsOptional(), ...inner.parts.rules], absentIsNull: true });
}

/** May be null, but has to be there. */
export function OrNull<T>(inner: Field<T>): Field<T | null> {
  const unlessNull: Rule = () => ValidateIf((_object, value) => value !== null);
  const schema = { ...inner.parts.schema, nullable: true };
  return field({ ...inner.parts, rules: [unlessNull, ...inner.parts.rules], schema });
}

/** The same field with rules of its own after those that it has, with another example or further keywords. */
export function With<T>(
  inner: Field<T>,
  { rules = [], example = inner.parts.example, schema }: { rules?: readonly Rule[] } & Exemplary,
): Field<T> {
  const keywords = { ...inner.parts.schema, ...schema };
  return field({ ...inner.parts, rules: [...inner.parts.rules, ...rules], example, schema: keywords });
}

function ruleOf<T>(given: T | undefined, make: (given: T) => Rule): readonly Rule[] {
  return given === undefined ? [] : [make(given)];
}
