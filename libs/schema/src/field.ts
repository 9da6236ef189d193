import 'reflect-metadata';
import type { ValidationOptions } from 'class-validator';

export type ClassOf<T> = new () => T;

/** A rule of class-validator; with `{ each: true }` it applies to each item of a list. */
export type Rule = (options?: ValidationOptions) => PropertyDecorator;

/** The parts of a field, so that fields can be composed. */
export interface FieldParts {
  /** The first one that fails is reported. */
  readonly rules: readonly Rule[];
  /** Conversions by class-transformer before the check; the last one runs first. */
  readonly conversions?: readonly PropertyDecorator[];
  /** The class of the value, or of each item. */
  readonly nested?: () => ClassOf<object>;
  readonly isList?: boolean;
  readonly isOptional?: boolean;
  /** An absent value is read as null. */
  readonly absentIsNull?: boolean;
  readonly example?: unknown;
  /** The example if none is given and the value has to be there. */
  readonly sample?: unknown;
  /** Keywords of JSON Schema that the rules do not tell: of the value, or of each item. */
  readonly schema?: object;
}

type Refusal<Key> = `${Key & string}: its type does not accept every value that this field lets through`;

/**
 * A property decorator that knows what it lets through: on a property of a narrower type it does not compile.
 * @typeParam Value what a property holds once it has been checked
 */
export interface Field<Value> {
  <Target extends object, Key extends keyof Target>(
    target: Target,
    key: [Value] extends [Target[Key]] ? Key : Refusal<Key>,
  ): void;
  readonly parts: FieldParts;
  /** Never set: it carries the type. */
  readonly value?: Value;
}

/** A class's own fields by name; inherited ones are on its parents. */
const declared = new WeakMap<object, Map<string, Field<unknown>>>();

export function field<Value>(parts: FieldParts): Field<Value> {
  const decorate = (prototype: object, key: string): void => {
    const fields = declared.get(prototype) ?? new Map<string, Field<unknown>>();
    declared.set(prototype, fields.set(key, made));
    // decorators that are written above each other run from the bottom up, and `check` counts on that order
    for (const rule of parts.rules.toReversed()) rule()(prototype, key);
    for (const convert of (parts.conversions ?? []).toReversed()) convert(prototype, key);
  };
  const made = Object.assign(decorate, { parts }) as Field<unknown>;
  return made as Field<Value>;
}

/** Every field of a class, inherited ones first. */
export function fieldsOf(type: ClassOf<object>): ReadonlyMap<string, Field<unknown>> {
  const fields = new Map<string, Field<unknown>>();
  for (const prototype of lineage(type.prototype as object)) {
    for (const [name, one] of declared.get(prototype) ?? []) fields.set(name, one);
  }
  return fields;
}

/** Whether it is a class with fields; asked for each parameter of each call, so that nothing is made for the answer. */
export function hasFields(type: unknown): type is ClassOf<object> {
  let prototype = typeof type === 'function' ? (type.prototype as object | null | undefined) : null;
  while (prototype && !declared.has(prototype)) prototype = Object.getPrototypeOf(prototype) as object | null;
  return Boolean(prototype);
}

function lineage(prototype: object): object[] {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  return parent ? [...lineage(parent), prototype] : [prototype];
}
