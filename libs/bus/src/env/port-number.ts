import { field, ownRule, type Field } from '@subjectline/schema';
import { Type } from 'class-transformer';

const highest = 65_535;

/** A TCP port, in a text. Where `lowest` is 0 the system may choose one. */
export function PortNumber(lowest: 0 | 1 = 1): Field<number> {
  const isPortNumber = ownRule({
    name: 'isPortNumber',
    validate: (value) => Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest,
    message: `$property must be a port number from ${lowest} to ${highest}`,
  });
  return field({ rules: [isPortNumber], conversions: [Type(() => Number)] });
}
