import { getMetadataStorage } from 'class-validator';
import type { ClassOf } from './field';
import { fieldShapesOf } from './field-shapes';

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** What a field lets through, as plain data that can be kept and compared. */
export interface FieldOutline {
  readonly mayBeAbsent?: true;
  readonly mayBeNull?: true;
  /** By the name of the rule, `each …` where it is of the items of a list; with what limits it. */
  readonly rules: Readonly<Record<string, readonly unknown[]>>;
  /** The class of the object that it holds, or of each in its list. */
  readonly holds?: string;
}

/** The fields of a class by their names. */
export type Outline = Readonly<Record<string, FieldOutline>>;

/** The outlines of classes and of all that their fields hold, by name. */
export function outlinesOf(types: Iterable<ClassOf<object>>): Readonly<Record<string, Outline>> {
  const found = new Map<string, ClassOf<object>>();
  for (const type of types) collect(type, found);
  const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, type]) => [name, outlineOf(type)]));
}

function collect(type: ClassOf<object>, found: Map<string, ClassOf<object>>): void {
  const known = found.get(type.name);
  if (known === type) return;
  if (known) throw new Error(`two classes have the name ${type.name}: rename one`);
  found.set(type.name, type);
  for (const { nested } of fieldShapesOf(type).values()) if (nested) collect(nested, found);
}

function outlineOf(type: ClassOf<object>): Outline {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const fields = [...fieldShapesOf(type)].map(([name, { nested }]): [string, FieldOutline] => {
    const own = metadata.filter(({ propertyName }) => propertyName === name);
    return [name, { ...fieldOutline(own), ...(nested && { holds: nested.name }) }];
  });
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function fieldOutline(metadata: readonly Metadata[]): FieldOutline {
  const rules = metadata.filter(
    ({ type }) => type !== 'conditionalValidation' && type !== 'whitelistValidation',
  );
  const named = rules.map((rule): [string, readonly unknown[]] => [ruleName(rule), limitsOf(rule)]);
  return {
    ...(isSkipped(metadata, undefined, rules) && { mayBeAbsent: true }),
    ...(isSkipped(metadata, null, rules) && { mayBeNull: true }),
    rules: Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Whether no rule looks at this value. */
function isSkipped(metadata: readonly Metadata[], value: unknown, rules: readonly Metadata[]): boolean {
  const conditions = metadata.filter(({ type }) => type === 'conditionalValidation');
  return (
    rules.length === 0 ||
    conditions.some(
      ({ constraints }) => !(constraints[0] as (of: object, value: unknown) => boolean)({}, value),
    )
  );
}

function ruleName({ each, name, type }: Metadata): string {
  return `${each ? 'each ' : ''}${name ?? type}`;
}

/** A pattern as its text. What is computed of the object cannot be compared and is left out. */
function limitsOf({ constraints }: Metadata): readonly unknown[] {
  return ((constraints ?? []) as unknown[])
    .filter((one) => typeof one !== 'function' && one !== undefined)
    .map((one) => (one instanceof RegExp ? String(one) : one));
}
