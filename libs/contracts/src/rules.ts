import { IsIn, Matches, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';

/** The organization that everything belongs to when none is named. */
export const defaultOrganization = 'default';

export const organizationPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** An organization's id. It stands in subjects and keys of the broker, hence the narrow alphabet. */
export function IsOrganization(): PropertyDecorator {
  return Matches(organizationPattern, { message: 'must be an organization id' });
}

/** The key of a provider config, as Fides checks it (contracts/fides: Conventions). */
export function IsProviderKey(): PropertyDecorator {
  return Matches(/^[A-Za-z0-9_.<>-]{1,200}$/, {
    message:
      "FidesKeys must only contain alphanumeric characters, '.', '_', '<', '>' or '-', at most 200 of them",
  });
}

export const messageIdPattern = /^msg_[0-9a-f-]{36}$/;

export function IsMessageId(): PropertyDecorator {
  return Matches(messageIdPattern, { message: 'must be the id of a message' });
}

/** A language tag of BCP 47, as far as its form goes. */
export function IsLanguageTag(): PropertyDecorator {
  return Matches(/^[A-Za-z0-9-]{2,35}$/, { message: 'must be a language tag' });
}

/** May be absent, but not null: `IsOptional` of class-validator lets null pass. */
export function IsAbsentOr(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/** The name of the rule below: its problem is one of the whole object. */
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

/** One of a closed list of words. */
export function IsOneOf(values: readonly string[]): PropertyDecorator {
  return IsIn([...values]);
}

/** An https or http address without a user name in it: what may stand behind a link in a message. */
export function IsWebAddress(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isWebAddress',
      validator: {
        validate: (value) => typeof value === 'string' && isWebAddress(value),
        defaultMessage: () => 'must be an absolute http(s) address without credentials',
      },
    },
    options,
  );
}

export function isWebAddress(value: string): boolean {
  if (value.length > 2048 || /[\s\\]/.test(value)) return false;
  try {
    const { protocol, username, password } = new URL(value);
    return (protocol === 'https:' || protocol === 'http:') && !username && !password;
  } catch {
    return false;
  }
}
