import { ValidateBy, type ValidationOptions } from 'class-validator';

/** `+`, no leading zero, 9 to 16 characters in all; `$` without `m` does not forgive a newline at the end. */
const e164 = /^\+[1-9]\d{7,14}$/;

/** A phone number, or nothing: an empty string is kept as it is. */
export function IsPhoneNumberOrEmpty(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isPhoneNumber',
      validator: {
        validate: (value) => value === '' || (typeof value === 'string' && e164.test(value)),
        defaultMessage: () =>
          'Phone number must be formatted in E.164 format, i.e. a plus sign followed by 8 to 15 digits',
      },
    },
    options,
  );
}

/**
 * A rule of the whole object. class-validator knows only rules of properties, so it hangs on a required one and is
 * recognised by the name of its constraint.
 */
export const atLeastOneOf = 'atLeastOneOf';

export function AtLeastOneOf(...names: [string, string, ...string[]]): PropertyDecorator {
  return ValidateBy({
    name: atLeastOneOf,
    constraints: names,
    validator: {
      validate: (_value, context) => names.some((name) => isFilled(context?.object, name)),
      defaultMessage: () => `At least one of ${names.join(', ')} must be provided`,
    },
  });
}

function isFilled(settings: unknown, name: string): boolean {
  if (typeof settings !== 'object' || settings === null) return false;
  const value: unknown = Reflect.get(settings, name);
  return typeof value === 'string' && value !== '';
}

const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?=.{1,253}$)${label}(\\.${label})*$`, 'i');

export function IsHostName(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isHostName',
      validator: {
        validate: (value) => typeof value === 'string' && hostName.test(value),
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must be a host name, e.g. mg.example.com`,
      },
    },
    options,
  );
}

const words = new Map<unknown, boolean>([
  ...['true', 't', 'yes', 'y', 'on', '1', 1].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0', 0].map((word) => [word, false] as const),
  [null, false],
]);

/** The words that a lax reader takes for a boolean; anything else stays, for the check to refuse. */
export function readLaxBoolean(value: unknown): unknown {
  return words.get(typeof value === 'string' ? value.toLowerCase() : value) ?? value;
}
