import { phonePattern } from '@subjectline/contracts';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A phone number, or nothing: an empty string is kept as it is. */
export function IsPhoneNumberOrEmpty(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isPhoneNumber',
      validator: {
        validate: (value) => value === '' || (typeof value === 'string' && phonePattern.test(value)),
        defaultMessage: () =>
          'Phone number must be formatted in E.164 format, i.e. a plus sign followed by 8 to 15 digits',
      },
    },
    options,
  );
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
