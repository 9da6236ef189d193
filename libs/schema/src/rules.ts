import { ValidateBy } from 'class-validator';

/** The name of the rule below, whose problem belongs to the whole object. */
export const atLeastOneOf = 'atLeastOneOf';

/**
 * A rule of the whole object. class-validator knows only rules of properties, so it hangs on a required one; `check`
 * recognises it by its name.
 */
export function AtLeastOneOf(...names: readonly [string, string, ...string[]]): PropertyDecorator {
  return ValidateBy({
    name: atLeastOneOf,
    constraints: [...names],
    validator: {
      validate: (_value, context) => names.some((name) => isFilled(context?.object, name)),
      defaultMessage: () => `At least one of ${names.join(', ')} must be provided`,
    },
  });
}

function isFilled(object: unknown, name: string): boolean {
  if (typeof object !== 'object' || object === null) return false;
  const value: unknown = Reflect.get(object, name);
  return typeof value === 'string' && value !== '';
}
