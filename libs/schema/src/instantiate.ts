import type { ClassOf } from './field';
import { fieldShapesOf, type FieldShape } from './field-shapes';
import { ProblemList } from './problem-list';

type Path = readonly (string | number)[];

/**
 * An instance of a contract class with the values of a plain object. Each value is touched once, and nothing that its
 * class has no field for is touched at all: class-transformer looks for each key among all others, and what it does not
 * know would go through it, and through class-validator, before it is refused. What a class keeps as it came (free
 * values) is the very same object.
 *
 * @param extras gets what the class has no field for
 */
export function instantiate<T extends object>(
  type: ClassOf<T>,
  plain: object,
  extras: ProblemList,
  path: Path = [],
): T {
  const instance = new type();
  const shapes = fieldShapesOf(type);
  const names = Object.keys(plain);
  for (const name of names) {
    if (!shapes.has(name) && Reflect.get(plain, name) !== undefined) addExtra(extras, path, name);
  }
  for (const name of names) {
    const given: unknown = Reflect.get(plain, name);
    const shape = given === undefined ? undefined : shapes.get(name);
    if (!shape) continue;
    const value = shape.convert(read(shape, given, extras, path, name), plain);
    if (value !== undefined) Reflect.set(instance, name, value);
  }
  for (const { name, absentIsNull } of shapes.values()) {
    if (absentIsNull && Reflect.get(instance, name) === undefined) Reflect.set(instance, name, null);
  }
  return instance;
}

function addExtra(extras: ProblemList, path: Path, name: string): void {
  extras.add(() => ({ path: [...path, name], rule: 'extra', message: 'is not known here' }));
}

/** @param path of the object whose field it is: that of the field is made only where something is nested */
function read(shape: FieldShape, value: unknown, extras: ProblemList, path: Path, name: string): unknown {
  if (typeof value === 'string') return readText(shape, value);
  if (typeof value !== 'object' || value === null) return value;
  const own = [...path, name];
  if (Array.isArray(value)) return readList(shape, value, extras, own);
  return readNested(shape.nested, value, shape.dropsUnknown ? new ProblemList() : extras, own);
}

/** A text that is far too long stays too long, but is not read to its end by every other rule. */
function readText({ maxUnits, maxLength }: FieldShape, text: string): string {
  return text.length > maxUnits ? 'x'.repeat(maxLength + 1) : text;
}

/** A list that is too long keeps its length and none of its items: rules skip the gaps. */
function readList(shape: FieldShape, list: unknown[], extras: ProblemList, path: Path): unknown[] {
  if (!shape.takesList) return [];
  if (list.length > shape.maxItems) return gaps(list.length);
  return list.map((item, index) =>
    typeof item === 'string'
      ? readText(shape, item)
      : readNested(shape.nested, item, extras, [...path, index]),
  );
}

function gaps(length: number): unknown[] {
  const list: unknown[] = [];
  list.length = length;
  return list;
}

function readNested(
  nested: ClassOf<object> | null,
  value: unknown,
  extras: ProblemList,
  path: Path,
): unknown {
  if (!nested || typeof value !== 'object' || value === null || value instanceof nested) return value;
  // a list within a list is refused for what it is (`nested-lists.ts`)
  return Array.isArray(value) ? [] : instantiate(nested, value, extras, path);
}
