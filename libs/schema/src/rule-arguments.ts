import { getMetadataStorage, type ValidationError } from 'class-validator';

type Argument = string | number;

/** The arguments of a broken rule that are texts or numbers; one that depends on the object is a function of it. */
export function argumentsOf(
  { target, property }: ValidationError,
  rule: string,
): { args?: readonly Argument[] } {
  if (!target) return {};
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  const found = rules.find(({ name, propertyName }) => name === rule && propertyName === property);
  const args = (found?.constraints ?? [])
    .map((given: unknown) =>
      typeof given === 'function' ? (given as (object: object) => unknown)(target) : given,
    )
    .flat()
    .filter((one): one is Argument => typeof one === 'string' || typeof one === 'number');
  return args.length > 0 ? { args } : {};
}
