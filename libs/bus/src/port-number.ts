import { ValidateBy } from 'class-validator';

const highest = 65_535;

/** A TCP port. Where `lowest` is 0 the system may choose one. */
export function IsPortNumber(lowest: 0 | 1 = 1): PropertyDecorator {
  return ValidateBy({
    name: 'isPortNumber',
    validator: {
      validate: (value: unknown) =>
        Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest,
      defaultMessage: () => `$property must be a port number from ${lowest} to ${highest}`,
    },
  });
}
