import type { ClassOf } from './field';
import { fieldShapesOf } from './field-shapes';
import type { Problem } from './problem-list';

type Path = Problem['path'];

/**
 * Finds lists where one object belongs, at any depth. class-validator accepts both with `@ValidateNested()`: it checks
 * the items of a list, and none of an empty one, so that fields of the object would stay unchecked.
 */
export function listsOutOfPlace(value: unknown, path: Path = []): Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  const shapes = fieldShapesOf(value.constructor as ClassOf<object>);
  return [...shapes]
    .filter(([, { isNested }]) => isNested)
    .flatMap(([propertyName, { takesList }]) => {
      const place = [...path, propertyName];
      const nested: unknown = Reflect.get(value, propertyName);
      if (!Array.isArray(nested)) return listsOutOfPlace(nested, place);
      if (!takesList) return [listAt(place)];
      return nested.flatMap((item, index) => {
        const itemPlace = [...place, index];
        return Array.isArray(item) ? [listAt(itemPlace)] : listsOutOfPlace(item, itemPlace);
      });
    });
}

function listAt(path: Path): Problem {
  return { path, rule: 'nestedValidation', message: 'must be an object' };
}
