import type { ClassOf } from './field';
import { fieldShapesOf } from './field-shapes';
import type { Problem } from './problem-list';

type Path = Problem['path'];

/**
 * Lists where one object belongs, however deep. class-validator takes `@ValidateNested()` for both: it checks the items
 * of a list, and none of an empty one, so that whoever reads the object finds fields that were never looked at.
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
