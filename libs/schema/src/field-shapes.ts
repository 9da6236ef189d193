import 'reflect-metadata';
import { TransformationType, type TransformFnParams } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { fieldsOf, type ClassOf } from './field';

/** What is known of a field before its value is checked. */
export interface FieldShape {
  readonly name: string;
  /** Unknown fields of its value are dropped, not refused. */
  readonly dropsUnknown: boolean;
  /** Null if absent. */
  readonly absentIsNull: boolean;
  /** Its value is checked by the rules of its class. */
  readonly isNested: boolean;
  /** The class of its value, or of each item; null if it has none. */
  readonly nested: ClassOf<object> | null;
  /** The value is a list of such objects; a list where one of them belongs is refused (`nested-lists.ts`). */
  readonly takesList: boolean;
  readonly maxItems: number;
  /** In UTF-16 code units; what is longer breaks the field's `MaxLength`, however its characters are counted. */
  readonly maxUnits: number;
  readonly maxLength: number;
  readonly convert: (value: unknown, plain: object) => unknown;
}

/** The metadata key for fields whose unknown names are dropped. */
export const dropsUnknown = 'subjectline:drops-unknown';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const known = new WeakMap<ClassOf<object>, ReadonlyMap<string, FieldShape>>();

/** Every field that a contract class has a rule for. */
export function fieldShapesOf(type: ClassOf<object>): ReadonlyMap<string, FieldShape> {
  let shapes = known.get(type);
  if (!shapes) known.set(type, (shapes = read(type)));
  return shapes;
}

function read(type: ClassOf<object>): ReadonlyMap<string, FieldShape> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const names = new Set(rules.map(({ propertyName }) => propertyName));
  return new Map([...names].map((name) => [name, shapeOf(type, name, rulesOf(name, rules))]));
}

function rulesOf(name: string, rules: readonly Rule[]): Rule[] {
  return rules.filter(({ propertyName }) => propertyName === name);
}

function shapeOf(type: ClassOf<object>, name: string, rules: readonly Rule[]): FieldShape {
  const nesting = rules.find((rule) => rule.type === 'nestedValidation');
  const typed = defaultMetadataStorage.findTypeMetadata(type, name);
  const maxLength = smallest(rules, 'maxLength');
  return {
    name,
    dropsUnknown: Reflect.hasMetadata(dropsUnknown, type.prototype as object, name),
    absentIsNull: fieldsOf(type).get(name)?.parts.absentIsNull ?? false,
    isNested: nesting !== undefined,
    nested: nesting && typed ? (typed.typeFunction() as ClassOf<object>) : null,
    takesList: nesting ? nesting.each : true,
    maxItems: smallest(rules, 'arrayMaxSize'),
    maxLength,
    // a character may take two units, and one that is not counted may follow it (an emoji's variation selector)
    maxUnits: maxLength * 3,
    convert: conversionOf(type, name),
  };
}

function smallest(rules: readonly Rule[], name: string): number {
  const maxima = rules.filter((rule) => rule.name === name).map(({ constraints }) => Number(constraints[0]));
  return Math.min(Number.POSITIVE_INFINITY, ...maxima);
}

function conversionOf(type: ClassOf<object>, key: string): FieldShape['convert'] {
  const kind = TransformationType.PLAIN_TO_CLASS;
  const transforms = defaultMetadataStorage.findTransformMetadatas(type, key, kind);
  if (transforms.length === 0) return (value) => value;
  return (value, obj) =>
    transforms.reduce<unknown>((converted, { transformFn }) => {
      const parameters: TransformFnParams = { value: converted, key, obj, type: kind, options: {} };
      return transformFn(parameters);
    }, value);
}
