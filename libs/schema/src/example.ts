import { fieldsOf, type ClassOf, type FieldParts } from './field';

/**
 * A value made of the examples of a class's fields. Fields that may be absent and have no example are left out.
 * @returns undefined where a field that has to be there has none
 */
export function findExample<T extends object>(type: ClassOf<T>): T | undefined {
  const example: Record<string, unknown> = {};
  for (const [name, { parts }] of fieldsOf(type)) {
    const value = valueOf(parts);
    if (value !== undefined) example[name] = value;
    else if (!parts.isOptional) return undefined;
  }
  return example as T;
}

/** The same, where every field has an example. */
export function exampleOf<T extends object>(type: ClassOf<T>): T {
  const example = findExample(type);
  if (example === undefined) throw new Error(`a field of ${type.name} has no example`);
  return example;
}

function valueOf({ example, sample, nested, isList, isOptional, absentIsNull }: FieldParts): unknown {
  if (example !== undefined) return example;
  if (absentIsNull) return null;
  if (isOptional) return undefined;
  const inner = nested ? findExample(nested()) : sample;
  return isList && inner !== undefined ? [inner] : inner;
}
